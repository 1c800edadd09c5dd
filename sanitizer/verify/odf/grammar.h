// SPDX-License-Identifier: MIT
// The lists of this verifier and the questions asked of them. Private to this folder.
#pragma once

#include "sanitizer/verify/odf/verifier.h"
#include "sanitizer/verify/parts/reading.h"

#include <set>
#include <string_view>

namespace verify_odf {

using verify_parts::Attribute, verify_parts::Listener, verify_parts::no, verify_parts::Shown,
    verify_parts::Step;

// attributes.cpp, between blanks and line ends
extern const std::string_view attributes_of_quantities;
extern const std::string_view attributes_of_names;
extern const std::string_view attributes_of_words;
extern const std::string_view attributes_of_shapes;
extern const std::string_view attributes_of_cells;
extern const std::string_view attributes_of_dates;
extern const std::string_view attributes_of_identifiers;
extern const std::string_view attributes_of_counts;

// elements.cpp
bool is_element(std::string_view name);
bool may_stand_in(std::string_view parent, std::string_view name);
bool holds_text(std::string_view name);

// values.cpp
bool fits(std::string_view element, const Attribute&); // Of those that lead nowhere.
bool is_internal(std::string_view address); // "#place"
bool is_cell_range(std::string_view);

// formula.cpp
bool is_formula(std::string_view); // "of:=…"
bool is_expression(std::string_view);

// part.cpp
struct Referred { // By the parts that were read.
    std::set<std::string, std::less<>> pictures;
    seen::Finder addresses; // In their words and links.
};
Step check_part(std::string_view xml, std::string_view root, Kind, WebLinks, Referred&, Shown&);

}
