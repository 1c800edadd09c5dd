// SPDX-License-Identifier: MIT
// What the elements of a page are to its text.
#pragma once

#include "sanitizer/decode/charset/report.h"

#include <gumbo.h>
#include <optional>
#include <string>
#include <string_view>

namespace html {

// Left out with all that is in it, and as what it is reported.
std::optional<charset::Removal> left_out(const GumboElement&);

enum class Shape { Inline, Line, Block };
Shape shape_of(GumboTag);

std::string_view attribute(const GumboElement&, const char* name); // Empty if there is none.
std::size_t event_handlers(const GumboElement&); // Attributes that are script.

enum class LinkKind { None, Inside, Address, Script };
struct Link {
    LinkKind kind;
    std::string target; // Of an Address, as the page has it, at most a little too long.
    std::string address; // Of http and https only: printable ASCII, the rest in %XX.
};
Link link_of(const GumboElement&);

}
