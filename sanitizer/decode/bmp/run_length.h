// SPDX-License-Identifier: MIT
// RLE8 and RLE4 of bitmaps: runs, literal pixels, jumps.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace decode_bmp {

struct Indices {
    base::Bytes rows; // From the top, one byte a pixel; what no run reaches is 0.
    std::size_t used; // Bytes of the data.
};

// `bits` is 8 or 4. An Error: a run or a jump out of the picture, or no end.
Result<Indices> unpack_runs(base::View data, unsigned bits, std::size_t width, std::size_t height);

}
