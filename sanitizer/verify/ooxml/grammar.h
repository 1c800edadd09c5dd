// SPDX-License-Identifier: MIT
// The lists. Private to this folder.
#pragma once

#include <span>
#include <string_view>

namespace verify_ooxml {

struct List {
    std::string_view prefix; // "w:"; "|" for attributes without one.
    std::string_view names; // Between blanks and line ends.
};

extern const std::span<const List> element_names;
inline constexpr std::size_t settings_list = 1; // Of element_names.
extern const std::span<const List> attribute_names;
extern const std::string_view elements_of_names; // Whose w:val or m:val is a name, not a quantity.
extern const std::string_view attributes_of_names;

}
