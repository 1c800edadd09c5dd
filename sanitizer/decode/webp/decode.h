// SPDX-License-Identifier: MIT
// The pixels of a WebP, by libwebp: all frames, or none.
#pragma once

#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

namespace decode_webp {

Result<pixels::Outcome> decode(base::View file, const pixels::message::Request&, pixels::Output&);

}
