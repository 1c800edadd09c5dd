// SPDX-License-Identifier: MIT
// The letters of a page as a searchable layer of our own: cleaned, and only those that the picture
// can show.
#pragma once

#include "sanitizer/encode/pdf/picture.h"

namespace encode_pdf {

// Letters in a row. Hundredths of a point, from the page's lower left corner.
struct TextRun {
    std::uint32_t left;
    std::uint32_t bottom;
    std::uint32_t width; // Above 0, as is the height.
    std::uint32_t height;
    std::u32string text; // No space, nothing unsafe.
};

struct TextLayer {
    std::vector<TextRun> runs;
    std::uint64_t kept { 0 };
    std::uint64_t left_out {
        0
    }; // Unsafe, outside the page, or with nothing to see in their place.
};

struct PageSize {
    std::uint32_t width; // In hundredths of a point.
    std::uint32_t height;
};

// `glyphs` are as sanitizer/decode/pdf writes them, and may lie in every way.
Result<TextLayer> text_layer(base::View glyphs, PageSize, const Pixels&);

}
