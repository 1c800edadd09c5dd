// SPDX-License-Identifier: MIT
// Which encoding a text is in. Rather no answer than a wrong one: mojibake that looks like text is
// worse than a refusal that says why.
//
// A byte order mark decides, or "<?" in UTF-16; then zero bytes (UTF-16 or no text at all); then
// the escapes of ISO-2022-JP; pure ASCII is ASCII. Else the text is read as UTF-8, CP932 and
// EUC-JP, each reading is weighed by how usual its characters are next to each other, and the
// lightest wins if it is sound by itself and clearly lighter than the next.
#pragma once

#include "sanitizer/decode/charset/encoding.h"
#include "sanitizer/decode/charset/sample.h"
#include "sanitizer/decode/charset/tables.h"

#include <optional>

namespace charset {

enum class Latin1 { Refuse, Accept };

struct Expectation {
    Latin1 latin1 { Latin1::Refuse }; // Accepted only where nothing else fits.
    std::optional<Encoding> declared; // What the text says of itself; tips the scale, no more.
};

struct Recognised {
    Encoding encoding;
    std::size_t mark_size; // Of the byte order mark.
    LineEnd line_end;
};

// The Error says in our own words why there is no answer.
Result<Recognised> recognise(base::View, const Tables&, const Expectation& = {});

}
