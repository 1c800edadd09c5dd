// SPDX-License-Identifier: MIT
// Pages of a TIFF, by libtiff, eight bits a channel or one bit a pixel. Never a part of a page.
#pragma once

#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

namespace decode_tiff {

// From `first_page` on, as many as fit in `pixels`.
Result<pixels::Outcome> decode(base::View file, const pixels::message::Request&, pixels::Output&);

}
