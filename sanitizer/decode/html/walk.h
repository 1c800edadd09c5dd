// SPDX-License-Identifier: MIT
// From the tree of a page to its text, without recursion.
#pragma once

#include "sanitizer/decode/charset/report.h"

#include <gumbo.h>
#include <string>

namespace html {

struct PageText {
    enum class State { Whole, TooDeep, TooLong };
    State state { State::Whole };
    std::string utf8; // Not yet cleaned: character references may name anything.
    charset::Removals removals;
    std::uint64_t links { 0 };
    seen::Findings targets; // Of those.
};

PageText text_of_page(const GumboNode& document, std::size_t most_depth, std::size_t most_bytes);

}
