// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/text/formula.h"

#include <algorithm>

namespace rebuild_text {

using Text = std::u32string_view;

static bool is_one_of(char32_t c, Text characters)
{
    return characters.find(c) != characters.npos;
}

static bool is_space(char32_t c)
{
    return is_one_of(c, U" \t\n\u00A0\u1680\u202F\u205F\u3000") || (c >= 0x2000 && c <= 0x200A);
}

// Full-width ASCII to ASCII.
static char32_t narrow(char32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + 0x21;
    return c;
}

static bool is_digit(char32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_plain_number(Text after_sign)
{
    for (std::size_t i = 0; i < after_sign.size(); ++i) {
        auto at = [&](std::size_t place) {
            return place < after_sign.size() ? narrow(after_sign[place]) : U'\0';
        };
        auto c = at(i);
        if (is_digit(c) || is_one_of(c, U" -().,%\\\u00A5\uFFE5\u3000"))
            continue;
        // 1.5E-07: an exponent stands between digits.
        bool exponent
            = (c == 'e' || c == 'E') && i > 0 && (is_digit(at(i - 1)) || at(i - 1) == '.');
        bool sign = at(i + 1) == '+' || at(i + 1) == '-';
        if (!exponent || !is_digit(at(sign ? i + 2 : i + 1)))
            return false;
        i += sign ? 1 : 0;
    }
    return true;
}

bool begins_as_formula(Text cell)
{
    if (cell.empty() || (cell[0] >= '0' && cell[0] <= '9'))
        return false; // Most cells.
    if (cell[0] == '\t' || cell[0] == '\n')
        return true;
    auto visible = std::ranges::find_if_not(cell, is_space);
    if (visible == cell.end())
        return false;
    auto first = narrow(*visible);
    if (is_one_of(first, U"=@\uFE62\uFE63\uFE66\uFE6B"))
        return true;
    return (first == '+' || first == '-') && !is_plain_number({ visible + 1, cell.end() });
}

bool begins_as_separator_line(Text cell)
{
    constexpr Text order = U"sep=";
    auto lower = [](char32_t c) { return c >= 'A' && c <= 'Z' ? c + 0x20 : c; };
    return cell.size() >= order.size()
        && std::ranges::equal(cell.substr(0, order.size()), order, {}, lower);
}

}
