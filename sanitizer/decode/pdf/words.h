// SPDX-License-Identifier: MIT
// What a page says in words and where its links lead: looked at when it is drawn, or kept
// meanwhile.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "scanners/seen/finder.h"

namespace decode_pdf {

struct Words {
    std::string text; // UTF-8 in reading order, as poppler finds it. Not cleaned.
    std::vector<std::string> targets; // Of links.
};

// Returns the letters among them, without white space.
std::uint64_t look_at(const Words&, seen::Finder&);

// Neither has a U+0000 in it, which ends each here, and the page once more.
base::Bytes to_bytes(const Words&);
Result<Words> read_words(base::View); // One page's, and nothing more.

}
