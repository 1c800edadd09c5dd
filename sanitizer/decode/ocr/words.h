// SPDX-License-Identifier: MIT
// Words that were recognised on a page, as letters in their places and as lines of text. Pure;
// texts and boxes are whatever the recogniser made of a hostile picture.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <string>
#include <vector>

namespace decode_ocr {

struct Word {
    std::string text; // Meant to be UTF-8.
    std::int64_t left; // In pixels, from the page's upper left corner.
    std::int64_t right;
};

struct Line {
    std::int64_t top;
    std::int64_t bottom;
    std::vector<Word> words;
};

struct Sheet {
    std::uint32_t width { 0 }; // In pixels.
    std::uint32_t height { 0 };
    std::uint32_t page_width { 0 }; // In hundredths of a point.
    std::uint32_t page_height { 0 };
};

struct Glyph { // As sanitizer/decode/pdf writes them.
    std::uint32_t point;
    std::uint32_t left;
    std::uint32_t top;
    std::uint32_t right;
    std::uint32_t bottom;
};

// Each letter with its share of its word, as high as its line, within the page. Nothing unsafe.
std::vector<Glyph> glyphs_of(const std::vector<Line>&, const Sheet&);

struct Text {
    std::string lines; // Each ended by U+000A; valid UTF-8 without anything unsafe.
    std::uint64_t left_out { 0 }; // Letters beyond `most_bytes`.
};

// Japanese letters stand together however far apart they are; other words have a space between.
Text text_of(const std::vector<Line>&, std::size_t most_bytes);

}
