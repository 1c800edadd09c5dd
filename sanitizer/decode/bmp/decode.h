// SPDX-License-Identifier: MIT
// The pixels of a bitmap. Never a part of a picture.
#pragma once

#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

namespace decode_bmp {

Result<pixels::Outcome> decode(base::View file, const pixels::message::Request&, pixels::Output&);

}
