// SPDX-License-Identifier: MIT
// A font of our own, made of the outlines that were drawn with another.
#pragma once

#include "sanitizer/encode/pdf/drawing/steps.h"

#include <vector>

namespace encode_pdf_drawing {

enum class Writing : std::uint8_t { Horizontal, Vertical };

struct Glyph {
    std::int16_t advance { 0 }; // Thousandths of an em; downwards is negative.
    std::u32string letters; // What it means: nothing unsafe.
    base::Bytes outline {}; // Of a Type 2 charstring, without width and end.
    bool is_unsafe { false }; // Some of what it meant.
};

struct Box {
    std::int32_t left { 0 };
    std::int32_t lower { 0 };
    std::int32_t right { 0 };
    std::int32_t upper { 0 };
};

struct Font {
    std::uint32_t object { 0 }; // The first of objects_of_font.
    Writing writing { Writing::Horizontal };
    std::int16_t ascent { 0 };
    std::int16_t descent { 0 };
    Box box;
    std::vector<Glyph> glyphs; // Of the numbers from 1 up.
};

inline constexpr std::uint32_t objects_of_font = 5;
inline constexpr std::int32_t vertical_width = 1000;

// Reads a Font or Glyph step, after its number. A glyph's outline grows the font's box.
Result<Font> read_font(Steps&);
Result<Glyph> read_glyph(Steps&, Font&);

}
