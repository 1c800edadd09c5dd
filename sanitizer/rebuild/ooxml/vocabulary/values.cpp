// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/vocabulary/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace rebuild_ooxml {

static constexpr std::size_t longest_number = 24;
static constexpr std::size_t longest_token = 40;
static constexpr std::size_t longest_hex = 32;
static constexpr std::size_t longest_name = 255;
static constexpr std::size_t longest_formula = 120;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_hex_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_integer(std::string_view text)
{
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    return !text.empty() && text.size() <= longest_number && std::ranges::all_of(text, is_digit);
}

static std::optional<std::int64_t> number_in(std::string_view text)
{
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || rest != end)
        return std::nullopt;
    return number;
}

static bool is_coordinate(std::string_view text)
{
    constexpr std::int64_t largest = 27'273'042'316'900;
    auto number = number_in(text);
    return number && *number >= -largest && *number <= largest;
}

static bool is_guid(std::string_view text)
{
    static constexpr std::string_view form = "{########-####-####-####-############}";
    return std::ranges::equal(text, form,
        [](char c, char expected) { return expected == '#' ? is_hex_digit(c) : c == expected; });
}

static bool is_measure(std::string_view text)
{
    static constexpr std::array<std::string_view, 7> units { "mm", "cm", "in", "pt", "pc", "pi",
        "%" };
    for (auto unit : units) {
        if (text.ends_with(unit)) {
            text.remove_suffix(unit.size());
            break;
        }
    }
    auto point = text.find('.');
    if (point == std::string_view::npos)
        return is_integer(text);
    auto fraction = text.substr(point + 1);
    auto exponent = fraction.find_first_of("eE");
    if (exponent != std::string_view::npos) {
        if (!is_integer(fraction.substr(exponent + 1)))
            return false;
        fraction = fraction.substr(0, exponent);
    }
    return is_integer(text.substr(0, point)) && fraction.size() <= longest_number
        && std::ranges::all_of(fraction, is_digit);
}

static bool all_in(std::string_view text, std::string_view others)
{
    return std::ranges::all_of(text, [&](char c) {
        return is_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
    });
}

// No brackets, which would name another workbook, no pipe or apostrophes of DDE, no calls.
static bool is_cell_range(std::string_view text)
{
    return text.size() <= longest_name && std::ranges::all_of(text, [](char c) {
        auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || is_letter(c) || is_digit(c)
            || std::string_view("$:!'_., ").find(c) != std::string_view::npos;
    });
}

// Leads nowhere: no address, no share of a server.
static bool is_name(std::string_view text)
{
    return text.size() <= longest_name && text.find("://") == text.npos
        && !text.starts_with("\\\\");
}

// LibreOffice writes the parts of a w:hyperlink as { HYPERLINK "…" \l "…" \o "…" } and reads that:
// a quote, or a blank before one, would end the text early, and what follows be an address.
bool is_quotable(std::string_view text)
{
    if (text.size() > longest_name || text.starts_with(' ') || text.ends_with(' '))
        return false;
    for (auto quote : { "\u201c", "\u201d", "\u201e", "\u201f", "\uff02" }) {
        if (text.find(quote) != std::string_view::npos)
            return false;
    }
    return std::ranges::all_of(text, [](char c) {
        return static_cast<unsigned char>(c) >= 0x20
            && std::string_view("\"\\:{}<>|\x7f").find(c) == std::string_view::npos;
    });
}

bool fits(Value value, std::string_view text)
{
    switch (value) {
    case Value::None:
    case Value::Relationship: return false;
    case Value::Integer: return is_integer(text);
    case Value::Coordinate: return is_coordinate(text);
    case Value::Guid: return is_guid(text);
    case Value::Measure: return is_measure(text);
    case Value::Truth:
        return text == "0" || text == "1" || text == "true" || text == "false" || text == "on"
            || text == "off";
    case Value::Token: return !text.empty() && text.size() <= longest_token && all_in(text, "-_");
    case Value::WhiteSpace: return text == "preserve" || text == "default";
    case Value::Hex:
        return text == "auto"
            || (!text.empty() && text.size() <= longest_hex
                && std::ranges::all_of(text, is_hex_digit));
    case Value::Name: return is_name(text);
    case Value::Quotable: return is_quotable(text);
    case Value::Text: return true;
    case Value::Formula:
        return !text.empty() && text.size() <= longest_formula && all_in(text, "-+*/? ");
    case Value::CellRange: return is_cell_range(text);
    case Value::Cells: return !text.empty() && all_in(text, "$: ");
    case Value::CompatibilityUri: return text == "http://schemas.microsoft.com/office/word";
    }
    return false;
}

// Guides, or coordinates.
static bool is_adjustment(std::string_view text)
{
    bool number = !text.empty() && (text[0] == '-' || text[0] == '+' || is_digit(text[0]));
    return !number || is_coordinate(text);
}

bool is_bounded(Value value, std::string_view text)
{
    constexpr std::size_t most_digits = 10;
    constexpr std::size_t most_of_fraction = 6;
    switch (value) {
    case Value::Integer: {
        auto number = number_in(text);
        return number && *number >= INT32_MIN && *number <= std::int64_t { UINT32_MAX };
    }
    case Value::Measure: {
        if (text.starts_with('-'))
            text.remove_prefix(1);
        auto digits
            = static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
        auto rest = text.substr(digits);
        if (rest.starts_with('.'))
            rest.remove_prefix(1);
        auto fraction
            = static_cast<std::size_t>(std::ranges::find_if_not(rest, is_digit) - rest.begin());
        return digits > 0 && digits <= most_digits && fraction <= most_of_fraction
            && !rest.substr(fraction).starts_with('e') && !rest.substr(fraction).starts_with('E');
    }
    case Value::Token: return is_adjustment(text);
    case Value::Formula:
        while (!text.empty()) {
            auto end = std::min(text.find(' '), text.size());
            auto word = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            if (word != "+-" && word != "+/" && !is_adjustment(word))
                return false;
        }
        return true;
    case Value::None:
    case Value::Coordinate:
    case Value::Guid:
    case Value::Truth:
    case Value::WhiteSpace:
    case Value::Hex:
    case Value::Name:
    case Value::Quotable:
    case Value::Text:
    case Value::CellRange:
    case Value::Cells:
    case Value::CompatibilityUri:
    case Value::Relationship: break;
    }
    return true;
}

}
