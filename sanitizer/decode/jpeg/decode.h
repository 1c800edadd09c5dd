// SPDX-License-Identifier: MIT
// The pixels of a JPEG, by libjpeg-turbo: gray or RGB. Never a part of a picture.
#pragma once

#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

namespace decode_jpeg {

// Whatever libjpeg warns of is a refusal too.
Result<pixels::Outcome> decode(base::View file, const pixels::message::Request&, pixels::Output&);

}
