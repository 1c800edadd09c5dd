// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/vocabulary/values.h"

#include <algorithm>
#include <array>

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

}
