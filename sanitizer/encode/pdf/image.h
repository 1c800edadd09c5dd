// SPDX-License-Identifier: MIT
// The image of a page as a PDF holds it.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <compare>

namespace encode_pdf {

struct Colour {
    std::uint8_t red;
    std::uint8_t green;
    std::uint8_t blue;
    auto operator<=>(const Colour&) const = default;
};

enum class Coding {
    Bilevel, // Flate, 1 bit.
    Fax, // CCITT Group 4, 1 bit.
    Gray4, // Flate, 4 bits.
    Indexed, // Flate, as few bits as the palette needs.
    JpegGray,
    JpegColour,
};

struct Image {
    Coding coding;
    std::vector<Colour> palette; // 1 to 256 colours for Indexed, none for any other.
    base::Bytes bytes;
};

// 1, 2, 4 or 8: what tells so many colours apart.
constexpr unsigned bits_for(std::size_t colours)
{
    return colours <= 2 ? 1 : colours <= 4 ? 2 : colours <= 16 ? 4 : 8;
}

}
