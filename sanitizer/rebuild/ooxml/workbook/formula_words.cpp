// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/workbook/formula_words.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/ooxml/workbook/formula.h"

#include <algorithm>
#include <array>

namespace rebuild_ooxml {

static constexpr std::size_t longest_name = 255;
static constexpr std::size_t longest_number = 40;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool starts_word(char c)
{
    return is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool in_word(char c)
{
    return starts_word(c) || is_digit(c) || c == '.';
}

static const std::string* find(
    const std::map<std::string, std::string>& all, std::string_view written)
{
    auto found = all.find(lower_case(written));
    return found == all.end() ? nullptr : &found->second;
}

const std::string* BookNames::sheet(std::string_view written) const
{
    return find(sheets, written);
}

const std::string* BookNames::name(std::string_view written) const
{
    return find(names, written);
}

Place place_in(std::string_view text)
{
    Place place;
    std::size_t at = 0;
    auto dollar = [&] { return at < text.size() && text[at] == '$'; };
    auto begin = at;
    unsigned column = 0;
    at += dollar();
    for (; at < text.size() && is_letter(text[at]) && column <= 16'384; ++at)
        column = column * 26 + static_cast<unsigned>((text[at] | 0x20) - 'a' + 1);
    if (column > 0 && column <= 16'384) {
        place.column = text.substr(begin, at - begin);
        for (auto& c : place.column)
            c = is_letter(c) ? static_cast<char>(c & ~0x20) : c;
        begin = at;
        at += dollar();
    } else if (column > 0) {
        return {};
    }
    unsigned row = 0;
    bool leads = at < text.size() && text[at] != '0'; // "A01" is no cell.
    for (; leads && at < text.size() && is_digit(text[at]) && row <= 1'048'576; ++at)
        row = row * 10 + static_cast<unsigned>(text[at] - '0');
    if (row > 0 && row <= 1'048'576) {
        place.row = text.substr(begin, at - begin);
        begin = at;
    }
    if (begin < text.size() && in_word(text[begin]))
        return {};
    place.size = begin;
    return place;
}

std::size_t number_in(std::string_view text)
{
    std::size_t at = 0;
    auto digits = [&] {
        auto begin = at;
        while (at < text.size() && is_digit(text[at]))
            ++at;
        return at - begin;
    };
    auto count = digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        count += digits();
    }
    if (count == 0)
        return 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        at += at < text.size() && (text[at] == '+' || text[at] == '-');
        if (digits() == 0)
            return 0;
    }
    return at <= longest_number && (at == text.size() || !in_word(text[at])) ? at : 0;
}

// A control character or none at all, which no writer would write.
bool is_stray(char32_t point)
{
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || (point & 0xFFFE) == 0xFFFE;
}

// Larger than any sheet, too: the next version's may have it.
static bool is_lettered_cell(std::string_view lower)
{
    auto row = std::min(lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), lower.size());
    return row >= 1 && row <= 3 && row < lower.size()
        && lower.find_first_not_of("0123456789", row) == std::string_view::npos;
}

// As a cell is called where rows and columns are numbers.
static bool is_numbered_cell(std::string_view lower)
{
    auto part = [&](char letter) {
        if (!lower.starts_with(letter))
            return;
        lower.remove_prefix(std::min(lower.find_first_not_of("0123456789", 1), lower.size()));
    };
    part('r');
    part('c');
    return lower.empty();
}

bool is_definable(std::string_view name)
{
    static constexpr std::string_view builtin = "_xlnm.";
    static constexpr std::array<std::string_view, 4> harmless { "_xlnm.print_area",
        "_xlnm.print_titles", "_xlnm._filterdatabase", "_xlnm.criteria" };
    auto lower = lower_case(name);
    if (lower.starts_with(builtin))
        return std::ranges::find(harmless, lower) != harmless.end();
    auto points = base::decode_utf8(name);
    return points && !name.empty() && name.size() <= longest_name && starts_word(name[0])
        && std::ranges::all_of(name, in_word) && std::ranges::none_of(*points, is_stray)
        && !is_lettered_cell(lower) && !is_numbered_cell(lower) && !lower.starts_with("auto_")
        && lower != "true" && lower != "false";
}

std::string quoted_sheet(std::string_view name)
{
    std::string quoted = "'";
    for (auto c : name) {
        quoted += c;
        if (c == '\'')
            quoted += c;
    }
    return quoted + '\'';
}

}
