// SPDX-License-Identifier: MIT
// Exif orientation applied to the pixels, so that nothing need be said about it.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace pixels {

struct Upright {
    message::Frame frame; // Orientation 1.
    base::View palette;
    base::View rows;
};

// `data` is palette and rows; `turned` holds the rows if they had to move. An Error: numbers that
// do not fit together.
Result<Upright> upright(const message::Frame&, base::View data, base::Bytes& turned);

}
