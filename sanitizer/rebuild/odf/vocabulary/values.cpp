// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/vocabulary/values.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace rebuild_odf {

static constexpr std::size_t longest_format = 400;
static constexpr std::size_t longest_name = 255;
static constexpr std::size_t longest_text = 65'535;
static constexpr std::size_t longest_geometry = 4 << 20;
static constexpr std::size_t longest_ranges = 32'767;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool all_in(std::string_view text, std::string_view others)
{
    return std::ranges::all_of(
        text, [&](char c) { return is_word(c) || others.find(c) != std::string_view::npos; });
}

// Leads nowhere: no address, no share of a server, no other document.
static bool is_name(std::string_view text)
{
    return text.size() <= longest_name && text.find("://") == text.npos && !text.starts_with("\\\\")
        && text.find("'#") == text.npos
        && std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
}

bool is_identifier(std::string_view text)
{
    return !text.empty() && text.size() <= longest_name && std::ranges::all_of(text, [](char c) {
        return is_word(c) || c == '_' || c == '-' || c == '.'
            || static_cast<unsigned char>(c) >= 0x80;
    });
}

static bool is_count(std::string_view text, std::uint64_t most)
{
    if (text.empty() || text.size() > 7 || !std::ranges::all_of(text, is_digit))
        return false;
    std::uint64_t number = 0;
    for (auto c : text)
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    return number <= most;
}

static void skip(std::string_view& text, char c)
{
    if (text.starts_with(c))
        text.remove_prefix(1);
}

// "$A$1", "A", "1": a column, a row, or both.
static bool take_place(std::string_view& text)
{
    auto before = text.size();
    skip(text, '$');
    auto letters = static_cast<std::size_t>(std::ranges::find_if_not(text, [](char c) {
        return is_word(c) && !is_digit(c);
    }) - text.begin());
    text.remove_prefix(letters);
    if (letters > 0)
        skip(text, '$');
    auto digits = static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    text.remove_prefix(digits);
    return text.size() < before && letters + digits > 0 && letters <= 3 && digits <= 7;
}

// Neither Calc nor Excel lets a sheet have these; with them Excel names another file.
static bool is_sheet_name(std::string_view text)
{
    return is_name(text) && text.find_first_of("[]\\/:?*") == text.npos;
}

// "$'Sheet 1'." or "Sheet1." or "."; nothing is fine, too.
static bool take_sheet(std::string_view& text)
{
    auto rest = text;
    skip(rest, '$');
    if (rest.starts_with('\'')) {
        std::size_t at = 1;
        for (; at < rest.size(); ++at) {
            if (rest[at] != '\'')
                continue;
            if (!rest.substr(at + 1).starts_with('\''))
                break;
            ++at;
        }
        if (at >= rest.size() || !is_sheet_name(rest.substr(1, at - 1)))
            return false;
        rest.remove_prefix(at + 1);
        if (!rest.starts_with('.'))
            return false;
        text = rest.substr(1);
        return true;
    }
    auto end = static_cast<std::size_t>(std::ranges::find_if_not(rest, [](char c) {
        return is_word(c) || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
    }) - rest.begin());
    if (rest.substr(end).starts_with('.'))
        text = rest.substr(end + 1);
    return true;
}

bool is_range(std::string_view text)
{
    if (text.size() > longest_ranges)
        return false;
    for (;;) {
        if (!take_sheet(text) || !take_place(text))
            return false;
        if (text.starts_with(':')) {
            text.remove_prefix(1);
            if (!take_sheet(text) || !take_place(text))
                return false;
        }
        if (text.empty())
            return true;
        if (!text.starts_with(' '))
            return false;
        text.remove_prefix(1);
    }
}

static bool take(std::string_view& text, std::string_view word)
{
    if (!text.starts_with(word))
        return false;
    text.remove_prefix(word.size());
    return true;
}

static bool is_number(std::string_view text)
{
    skip(text, '-');
    return !text.empty() && text.size() <= 40 && is_digit(text[0])
        && std::ranges::all_of(text,
            [](char c) { return is_digit(c) || c == '.' || c == 'E' || c == '-' || c == '+'; });
}

static bool is_condition(std::string_view text)
{
    if (!take(text, "value()") && !take(text, "cell-content()"))
        return false;
    for (auto sign : { "<=", ">=", "!=", "<", ">", "=" }) {
        if (take(text, sign))
            return is_number(text);
    }
    return false;
}

bool fits(Value value, std::string_view text)
{
    switch (value) {
    case Value::Format:
        return text.size() <= longest_format && all_in(text, " #.%+-*_")
            && text.find("  ") == text.npos;
    case Value::Name: return is_name(text);
    case Value::Text: return text.size() <= longest_text;
    case Value::Geometry:
        return text.size() <= longest_geometry && all_in(text, " .,+-*/()?$%")
            && text.find("//") == text.npos;
    case Value::Range: return is_range(text);
    case Value::Date:
        return !text.empty() && text.size() <= 40 && all_in(text, "-+:.")
            && text.find("::") == text.npos;
    case Value::Identifier: return is_identifier(text);
    case Value::Count: return is_count(text, 1'048'576) && text != "0";
    case Value::Blanks: return is_count(text, 9'999);
    case Value::Condition: return is_condition(text);
    case Value::Made: break;
    }
    return false;
}

}
