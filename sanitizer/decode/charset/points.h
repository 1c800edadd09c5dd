// SPDX-License-Identifier: MIT
// Which code points may stand in a text that we write, and what the others are called in a report.
//
// The verifier (sanitizer/verify/text) has a table of its own; a test holds the two together over
// all of Unicode.
#pragma once

#include <cstdint>

namespace charset {

enum class Kind : std::uint8_t {
    Plain,
    LineEnd, // LF, VT, CR, NEL, the line and paragraph separators.
    Han, // May carry an ideographic variation selector.
    HanSelector, // U+E0100 to U+E01EF: municipal names need them. Anywhere else: Variation.
    Control, // C0 without tab and line ends, DEL, C1.
    Bidi, // Unicode Standard Annex 9: they make text read otherwise than it is.
    Invisible, // Zero-width, fillers, format characters, tags.
    Variation, // Selectors that are not an ideograph's.
    PrivateUse,
    Invalid, // Surrogates, non-characters, whatever is no code point.
};

Kind kind_of(char32_t);

}
