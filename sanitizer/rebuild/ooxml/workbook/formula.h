// SPDX-License-Identifier: MIT
// Formulas of cells (ECMA-376 part 1, 18.17): read token by token and written anew in one form,
// without white space. What is not of this grammar, calls a function that is not on the list, or
// names something that is not in this workbook is no formula here.
#pragma once

#include "sanitizer/rebuild/parts/functions.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace rebuild_ooxml {

using rebuild_parts::function_list, rebuild_parts::function_named, rebuild_parts::lower_case;

// What a formula may name, by its name in lower case (ASCII only), as we write it.
struct BookNames {
    std::map<std::string, std::string> sheets;
    std::map<std::string, std::string> names;

    const std::string* sheet(std::string_view written) const;
    const std::string* name(std::string_view written) const;
};

inline constexpr std::size_t longest_formula = 8'192; // Excel's own limit, in bytes here.

std::optional<std::string> clean_formula(std::string_view, const BookNames&);

// Only references: "Sheet1!$A$1:$B$9", several of them between commas.
std::optional<std::string> clean_reference(std::string_view, const BookNames&);

// A name that a workbook may define: letters, digits, "_", "."; no cell, no macro that runs itself.
bool is_definable(std::string_view name);
bool is_stray(char32_t);
// Between apostrophes, which are always allowed.
std::string quoted_sheet(std::string_view name);

}
