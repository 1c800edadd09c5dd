// SPDX-License-Identifier: MIT
// Writes pixels of ours as a Windows bitmap: uncompressed, from the bottom, with BITMAPINFOHEADER
// (palette of 1, 4 or 8 bits; 24 bits) or BITMAPV4HEADER (32 bits with alpha).
#pragma once

#include "sanitizer/decode/pixels/upright.h"

namespace encode_picture {

// Indexed, RGB or RGBA. The same bytes for the same picture.
Result<base::Bytes> write_bmp(const pixels::Upright&);

}
