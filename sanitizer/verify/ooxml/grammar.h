// SPDX-License-Identifier: MIT
// The lists. Private to this folder.
#pragma once

#include <span>
#include <string_view>

namespace verify_ooxml {

struct List {
    // "w:". Of attributes without one: "|", and of elements that have none either, "=".
    std::string_view prefix;
    std::string_view names; // Between blanks and line ends.
    bool in_word;
    bool in_workbook;
};

extern const std::span<const List> element_names;
inline constexpr std::size_t settings_list = 1; // Of element_names.
extern const std::span<const List> attribute_names;
extern const std::span<const List> book_element_names;
extern const std::span<const List> book_attribute_names;
extern const std::string_view elements_of_names; // Whose w:val or m:val is a name, not a quantity.
extern const std::string_view attributes_of_names;
extern const std::string_view book_attributes_of_names; // Of elements without a prefix…
extern const std::string_view book_attributes_of_cells;
extern const std::string_view book_attributes_of_words; // …for people.

}
