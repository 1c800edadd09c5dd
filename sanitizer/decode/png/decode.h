// SPDX-License-Identifier: MIT
// The pixels of a PNG, by libpng, eight bits a channel. Never a part of a picture.
#pragma once

#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

namespace decode_png {

// Whatever libpng warns of is a refusal too.
Result<pixels::Outcome> decode(base::View file, const pixels::message::Request&, pixels::Output&);

}
