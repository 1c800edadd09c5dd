// SPDX-License-Identifier: MIT
// What a cell may hold (ECMA-376 part 1, 18.3.1.4 and 18.18.11). Private to this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rebuild_ooxml {

enum class CellType { Number, SharedText, FormulaText, InlineText, Truth, Error, Date };

std::optional<CellType> cell_type(std::string_view t);
std::string_view name_of(CellType);
bool is_value(CellType, std::string_view, std::uint64_t shared_texts);

std::optional<std::uint64_t> small_number(std::string_view); // Digits, at most nine.
bool is_place(std::string_view); // "AB12"
bool is_area(std::string_view); // "AB12" or "A1:B2"

}
