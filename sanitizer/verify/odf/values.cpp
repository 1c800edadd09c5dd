// SPDX-License-Identifier: MIT
// What may stand in an attribute.
#include "sanitizer/verify/odf/grammar.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace verify_odf {

enum class Sort { Quantity, Name, Words, Shape, Cells, Date, Identifier, Count };

static void add(std::unordered_map<std::string_view, Sort>& all, std::string_view list, Sort sort)
{
    for (std::size_t at = 0; (at = list.find_first_not_of(" \n", at)) != std::string_view::npos;) {
        auto end = std::min(list.find_first_of(" \n", at), list.size());
        all.emplace(list.substr(at, end - at), sort);
        at = end;
    }
}

static const std::unordered_map<std::string_view, Sort>& sorts()
{
    static const auto all = [] {
        std::unordered_map<std::string_view, Sort> by_name;
        add(by_name, attributes_of_quantities, Sort::Quantity);
        add(by_name, attributes_of_names, Sort::Name);
        add(by_name, attributes_of_words, Sort::Words);
        add(by_name, attributes_of_shapes, Sort::Shape);
        add(by_name, attributes_of_cells, Sort::Cells);
        add(by_name, attributes_of_dates, Sort::Date);
        add(by_name, attributes_of_identifiers, Sort::Identifier);
        add(by_name, attributes_of_counts, Sort::Count);
        return by_name;
    }();
    return all;
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool made_of(std::string_view text, std::string_view others)
{
    return std::ranges::all_of(
        text, [&](char c) { return is_plain(c) || others.find(c) != std::string_view::npos; });
}

// Lengths, colours, the format's own words: none of them holds what an address needs.
static bool is_quantity(std::string_view text)
{
    return text.size() <= 400 && made_of(text, "#.%+-*_ ");
}

static bool is_name(std::string_view text)
{
    return text.size() <= 255 && text.find("://") == text.npos && !text.starts_with("\\\\")
        && text.find("'#") == text.npos;
}

static bool is_geometry(std::string_view text)
{
    return made_of(text, "+-*/.,()?$% ") && text.find("//") == text.npos;
}

static bool is_identifier(std::string_view text)
{
    return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
        return is_plain(c) || c == '_' || c == '-' || c == '.'
            || static_cast<unsigned char>(c) >= 0x80;
    });
}

static bool is_number(std::string_view text, std::size_t most)
{
    return !text.empty() && text.size() <= most
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

static bool is_count(std::string_view text)
{
    return is_number(text, 7) && (text.size() < 7 || text <= "1048576")
        && text.find_first_not_of('0') != text.npos;
}

// One end of a range: "$'A sheet'.$A$1", ".B", "3".
static bool take_end(std::string_view& text)
{
    std::string_view rest = text;
    auto dollar = [&] {
        if (rest.starts_with('$'))
            rest.remove_prefix(1);
    };
    dollar();
    if (rest.starts_with('\'')) {
        std::size_t at = 1;
        while (at < rest.size() && (rest[at] != '\'' || rest.substr(at).starts_with("''")))
            at += rest[at] == '\'' ? 2 : 1;
        if (at >= rest.size() || !is_name(rest.substr(1, at - 1))
            || rest.substr(1, at - 1).find_first_of("[]\\/:?*") != rest.npos)
            return false;
        rest.remove_prefix(at + 1);
        if (!rest.starts_with('.'))
            return false;
    } else {
        auto end = rest.find_first_of(".:$ ");
        if (end != rest.npos && rest[end] == '.') {
            if (end > 0 && !is_identifier(rest.substr(0, end)))
                return false;
            rest.remove_prefix(end);
        } else {
            rest = text;
        }
    }
    if (rest.starts_with('.'))
        rest.remove_prefix(1);
    dollar();
    std::size_t letters = 0;
    while (letters < rest.size() && is_plain(rest[letters]) && (rest[letters] > '9'))
        ++letters;
    rest.remove_prefix(letters);
    if (letters > 0)
        dollar();
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9')
        ++digits;
    rest.remove_prefix(digits);
    text = rest;
    return letters <= 3 && digits <= 7 && letters + digits > 0;
}

bool is_cell_range(std::string_view text)
{
    if (text.size() > 32'767)
        return false;
    do {
        if (!take_end(text))
            return false;
        if (text.starts_with(':')) {
            text.remove_prefix(1);
            if (!take_end(text))
                return false;
        }
        if (text.empty())
            return true;
        if (!text.starts_with(' '))
            return false;
        text.remove_prefix(1);
    } while (true);
}

static bool is_condition(std::string_view text)
{
    for (std::string_view subject : { "value()", "cell-content()" }) {
        if (!text.starts_with(subject))
            continue;
        text.remove_prefix(subject.size());
        for (std::string_view sign : { "<=", ">=", "!=", "<", ">", "=" }) {
            if (!text.starts_with(sign))
                continue;
            text.remove_prefix(sign.size());
            return !text.empty() && text.size() <= 41
                && text.find_first_not_of("0123456789.E+-") == text.npos;
        }
        return false;
    }
    return false;
}

bool is_internal(std::string_view address)
{
    return address.starts_with('#') && address.size() > 1 && address.size() <= 1'000
        && address.substr(1).find_first_of("#:\\") == address.npos;
}

bool fits(std::string_view element, const Attribute& attribute)
{
    std::string_view value = attribute.value;
    if (attribute.name == "style:condition")
        return element == "style:map" && is_condition(value);
    if (attribute.name == "text:c")
        return element == "text:s" && is_number(value, 4);
    auto found = sorts().find(attribute.name);
    if (found == sorts().end())
        return false;
    switch (found->second) {
    case Sort::Quantity: return is_quantity(value);
    case Sort::Name: return is_name(value);
    case Sort::Words: return value.size() <= 65'535;
    case Sort::Shape: return is_geometry(value);
    case Sort::Cells: return is_cell_range(value);
    case Sort::Date:
        return !value.empty() && value.size() <= 40 && made_of(value, "-+:.")
            && value.find("::") == value.npos;
    case Sort::Identifier: return is_identifier(value);
    case Sort::Count: return is_count(value);
    }
    return false;
}

}
