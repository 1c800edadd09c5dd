// SPDX-License-Identifier: MIT
// The pixels of a HEIC's or AVIF's main picture, by libheif.
#pragma once

#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

namespace decode_heif {

Result<pixels::Outcome> decode(base::View file, const pixels::message::Request&, pixels::Output&);

}
