// SPDX-License-Identifier: MIT
// Writes pixels of ours as a PNG (ISO/IEC 15948) of one form: IHDR, pHYs if the resolution is
// known, one IDAT of rows with filter Up, IEND.
#pragma once

#include "sanitizer/decode/pixels/upright.h"

namespace encode_picture {

// Gray, RGB or RGBA. The same bytes for the same picture.
Result<base::Bytes> write_png(const pixels::Upright&);

}
