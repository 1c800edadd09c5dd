// SPDX-License-Identifier: MIT
// Places and values of cells.
#include "sanitizer/verify/ooxml/checks.h"

#include <algorithm>
#include <array>

namespace verify_ooxml {

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_cell(std::string_view text)
{
    std::size_t letters = 0;
    while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z')
        ++letters;
    auto row = text.substr(letters);
    return letters >= 1 && letters <= 3 && !row.empty() && row.size() <= 7 && row[0] != '0'
        && std::ranges::all_of(row, is_digit);
}

// "R1C1", either half of it, or "A1".
static bool looks_like_cell(std::string_view lower)
{
    auto digits_from = [&](std::size_t at) {
        while (at < lower.size() && is_digit(lower[at]))
            ++at;
        return at;
    };
    auto row = lower[0] == 'r' ? digits_from(1) : 0;
    auto column = row < lower.size() && lower[row] == 'c' ? digits_from(row + 1) : row;
    if (column == lower.size())
        return true;
    std::size_t letters = 0;
    while (letters < lower.size() && lower[letters] >= 'a' && lower[letters] <= 'z')
        ++letters;
    return letters > 0 && letters < 4 && letters < lower.size()
        && digits_from(letters) == lower.size();
}

bool is_definable(std::string_view name)
{
    static constexpr std::array<std::string_view, 4> builtin { "_xlnm.print_area",
        "_xlnm.print_titles", "_xlnm._filterdatabase", "_xlnm.criteria" };
    std::string lower(name);
    for (auto& c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if (lower.starts_with("_xlnm."))
        return std::ranges::find(builtin, lower) != builtin.end();
    auto in_name = [](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || c == '.' || (c & 0x80) != 0;
    };
    return !lower.empty() && lower.size() <= 255 && !is_digit(lower[0]) && lower[0] != '.'
        && std::ranges::all_of(lower, in_name) && !lower.starts_with("auto_") && lower != "true"
        && lower != "false" && !looks_like_cell(lower);
}

bool is_cells(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || is_digit(c) || c == ':'
            || c == '$' || c == ' ';
    });
}

static bool is_decimal(std::string_view text)
{
    std::size_t at = 0;
    auto sign = [&] { at += at < text.size() && (text[at] == '+' || text[at] == '-'); };
    auto digits = [&] {
        auto begin = at;
        while (at < text.size() && is_digit(text[at]))
            ++at;
        return at - begin;
    };
    sign();
    auto count = digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        count += digits();
    }
    if (count == 0 || text.size() > 40)
        return false;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        sign();
        if (digits() == 0)
            return false;
    }
    return at == text.size();
}

bool is_cell_value(std::string_view type, std::string_view value, const Book& book)
{
    static constexpr std::array<std::string_view, 12> errors { "#NULL!", "#DIV/0!", "#VALUE!",
        "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!",
        "#BLOCKED!" };
    if (type == "s") {
        if (value.empty() || value.size() > 9 || !std::ranges::all_of(value, is_digit))
            return false;
        return std::stoull(std::string(value)) < book.strings;
    }
    if (type.empty())
        return is_decimal(value);
    if (type == "b")
        return value == "0" || value == "1";
    if (type == "e")
        return std::ranges::find(errors, value) != errors.end();
    if (type == "d")
        return !value.empty() && value.size() <= 40 && std::ranges::all_of(value, [](char c) {
            return is_digit(c) || std::string_view("-:.TZ+").find(c) != std::string_view::npos;
        });
    return type == "str";
}

}
