// SPDX-License-Identifier: MIT
// The frames of a GIF, by giflib: all of them, or none.
#pragma once

#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

namespace decode_gif {

Result<pixels::Outcome> decode(base::View file, const pixels::message::Request&, pixels::Output&);

}
