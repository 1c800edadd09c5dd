// SPDX-License-Identifier: MIT
// The headers of a bitmap: BITMAPFILEHEADER, then BITMAPCOREHEADER or BITMAPINFOHEADER and its
// longer successors (Microsoft's documentation of wingdi.h).
#pragma once

#include "sanitizer/decode/pixels/frame.h"

#include <array>

namespace decode_bmp {

enum class Coding { Plain, RunLength8, RunLength4 };

struct Header {
    pixels::message::Frame frame; // Size, resolution, form, colours.
    unsigned bits { 0 }; // A pixel: 1, 4, 8, 16, 24 or 32.
    Coding coding { Coding::Plain };
    bool from_top { false };
    std::array<std::uint32_t, 4> masks {}; // Red, green, blue, alpha; of 16 and 32 bits.
    base::Bytes palette; // Red, green, blue.
    base::View data; // From the first row on.
    pixels::Removals removed;
};

std::variant<Header, pixels::Refused> read_header(base::View file, std::uint64_t most_pixels);

}
