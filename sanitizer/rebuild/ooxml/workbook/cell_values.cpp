// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/workbook/cell_values.h"

#include "sanitizer/rebuild/ooxml/workbook/formula_words.h"

#include <algorithm>
#include <array>

namespace rebuild_ooxml {

static constexpr std::pair<std::string_view, CellType> types[]
    = { { "n", CellType::Number }, { "s", CellType::SharedText }, { "str", CellType::FormulaText },
          { "inlineStr", CellType::InlineText }, { "b", CellType::Truth }, { "e", CellType::Error },
          { "d", CellType::Date } };

std::optional<CellType> cell_type(std::string_view t)
{
    for (auto [name, type] : types) {
        if (name == t)
            return type;
    }
    return std::nullopt;
}

std::string_view name_of(CellType wanted)
{
    for (auto [name, type] : types) {
        if (type == wanted)
            return name;
    }
    return {};
}

std::optional<std::uint64_t> small_number(std::string_view text)
{
    if (text.empty() || text.size() > 9)
        return std::nullopt;
    std::uint64_t number = 0;
    for (auto c : text) {
        if (!is_digit(c))
            return std::nullopt;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

static std::size_t digits_in(std::string_view text)
{
    auto end = std::ranges::find_if_not(text, is_digit);
    return static_cast<std::size_t>(end - text.begin());
}

static bool is_decimal(std::string_view text)
{
    if (text.size() > 40)
        return false;
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    auto whole = digits_in(text);
    text.remove_prefix(whole);
    std::size_t fraction = 0;
    if (text.starts_with('.')) {
        fraction = digits_in(text.substr(1));
        text.remove_prefix(fraction + 1);
    }
    if (whole + fraction == 0)
        return false;
    if (text.empty())
        return true;
    if (text[0] != 'e' && text[0] != 'E')
        return false;
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    return !text.empty() && digits_in(text) == text.size();
}

bool is_value(CellType type, std::string_view value, std::uint64_t shared_texts)
{
    static constexpr std::array<std::string_view, 12> errors { "#NULL!", "#DIV/0!", "#VALUE!",
        "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!",
        "#BLOCKED!" };
    switch (type) {
    case CellType::Number: return is_decimal(value);
    case CellType::SharedText: {
        auto number = small_number(value);
        return number && *number < shared_texts;
    }
    case CellType::FormulaText: return true;
    case CellType::InlineText: return false; // Has another form.
    case CellType::Truth: return value == "0" || value == "1";
    case CellType::Error: return std::ranges::find(errors, value) != errors.end();
    case CellType::Date:
        return !value.empty() && value.size() <= 40 && std::ranges::all_of(value, [](char c) {
            return is_digit(c) || std::string_view("-:.TZ+").find(c) != std::string_view::npos;
        });
    }
    return false;
}

bool is_place(std::string_view text)
{
    auto place = place_in(text);
    return place.size == text.size() && !place.column.empty() && !place.row.empty()
        && text.find('$') == std::string_view::npos && text[0] >= 'A' && text[0] <= 'Z'
        && place.row[0] != '0' && place.column == text.substr(0, place.column.size());
}

bool is_area(std::string_view text)
{
    auto colon = text.find(':');
    return colon == std::string_view::npos
        ? is_place(text)
        : is_place(text.substr(0, colon)) && is_place(text.substr(colon + 1));
}

}
