// SPDX-License-Identifier: MIT
// What kind of picture a page is, and its pixels in that kind.
#pragma once

#include "sanitizer/encode/pdf/image.h"

namespace encode_pdf {

inline constexpr std::uint32_t longest_side = 65'500; // libjpeg's own.

// 4 bytes each (blue, green, red, unused), rows without gaps. May change while it is read.
struct Pixels {
    base::View bytes;
    std::uint32_t width;
    std::uint32_t height;
};

enum class Kind {
    Bilevel, // Black and white: samples are 0 and 1.
    Gray, // Lines and letters: samples of 16 levels.
    Palette, // The same in colour: samples are places in `palette`.
    GrayPhoto, // No samples: the pixels as they are.
    ColourPhoto,
};

// Pixels of one colour, side by side in one row.
struct Run {
    std::uint16_t place; // Among the colours.
    std::uint16_t length;
};

struct Picture {
    Kind kind { Kind::ColourPhoto };
    std::vector<Colour> palette;
    std::vector<Run> runs; // Of every row to its end, row after row.
    base::Bytes samples; // Of each place.
    bool may_show_codes { true }; // Some of it is as dark as it is light.
};

Picture classify(const Pixels&);

}
