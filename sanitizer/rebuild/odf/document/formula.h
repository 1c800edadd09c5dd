// SPDX-License-Identifier: MIT
// Formulas of cells (OpenFormula, ODF 1.3 part 4, 5): read token by token and written anew in one
// form. What is not of this grammar, calls a function that is not on the list, or names something
// outside this document is no formula here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rebuild_odf {

inline constexpr std::size_t longest_formula = 16'384;

// "of:=SUM([.A1:.B2])", also with the prefix "oooc:" or none; written with "of:=".
std::optional<std::string> clean_formula(std::string_view written);
// Of a named expression: the sign may be absent.
std::optional<std::string> clean_expression(std::string_view written);

bool is_function(std::string_view name);

}
