// SPDX-License-Identifier: MIT
// What kind of picture a page is, and its pixels as grey.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/encode/pdf/writer.h"

namespace encode_pdf {

inline constexpr std::uint32_t longest_side = 65'500; // libjpeg's own.

// 4 bytes each (blue, green, red, unused), rows without gaps. May change while it is read.
struct Pixels {
    base::View bytes;
    std::uint32_t width;
    std::uint32_t height;
};

struct Picture {
    Coding coding { Coding::Bilevel };
    base::Bytes gray; // One byte a pixel; empty for JpegColour.
};

Picture classify(const Pixels&);

}
