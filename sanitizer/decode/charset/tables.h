// SPDX-License-Identifier: MIT
// What the two-byte codes of Japan mean, and how each character is weighed when an encoding is
// guessed. Filled once from glibc's iconv, before any foreign byte is seen: a worker that is locked
// in can open no converter, and the decoders need none.
#pragma once

#include "kiosk/core/base/result.h"

#include <array>
#include <cstdint>
#include <memory>

namespace charset {

// How usual a character is in Japanese text; the recogniser weighs changes from one to the next.
enum class Class : std::uint8_t {
    Other, // ASCII that is no letter, and the start of the text.
    Letter, // ASCII letters.
    Hiragana,
    Katakana,
    Kanji, // JIS X 0208 level 1.
    RareKanji, // Level 2 and the vendors' extensions.
    HalfKana, // JIS X 0201 katakana.
    Symbol, // Punctuation, full-width letters, circled numbers.
    Latin, // Accented Latin, Greek, Cyrillic.
    Rare, // Everything else.
    Wrong, // Controls and private use: hardly ever meant.
};
inline constexpr std::size_t class_count = 11;
inline constexpr std::size_t cells_in_row = 94; // And rows, in the JIS standards.

// All of it lies in the Basic Multilingual Plane; 0 where nothing is assigned.
struct Tables {
    std::array<std::uint16_t, 0x10000> cp932 {}; // By lead << 8 | trail.
    std::array<std::uint16_t, cells_in_row * cells_in_row>
        jis_x_0208 {}; // By (row - 1) * cells_in_row + cell - 1.
    std::array<std::uint16_t, cells_in_row * cells_in_row> jis_x_0212 {};
    std::array<std::uint16_t, 0x20> windows_1252 {}; // 0x80 to 0x9F.
    std::array<Class, 0x10000> classes {};

    Class class_of(char32_t c) const { return c < 0x10000 ? classes[c] : Class::Rare; }
};

// Error if this system's iconv lacks one of the converters.
Result<std::unique_ptr<const Tables>> load_tables();

}
