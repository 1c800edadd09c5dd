// SPDX-License-Identifier: MIT
// Style sheets (CSS) of a picture, written anew: rules of plain selectors and listed properties, no
// at-rules, no escapes, no address but that of an element of the same picture.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace decode_svg {

// What was left out of it.
struct StyleLosses {
    std::uint64_t external { 0 }; // @import, url() to somewhere else.
    std::uint64_t other { 0 }; // Other at-rules, escapes, properties that are not listed.
};

std::string clean_sheet(std::string_view sheet, StyleLosses&);
std::string clean_declarations(
    std::string_view declarations, StyleLosses&); // Of a style attribute.

// Whether an attribute or a property may have it: every url() names an element, "#name".
enum class Value { Good, External, Bad };
Value judge_value(std::string_view value);
bool is_fragment(std::string_view); // "#name"

}
