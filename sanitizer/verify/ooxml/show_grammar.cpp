// SPDX-License-Identifier: MIT
// Presentations (ECMA-376 part 1, 19 and 20.1), element by element: in what it may stand, which
// attributes it has, and of what form each must be. Charts are held to the common lists.
#include "sanitizer/verify/ooxml/checks.h"
#include "sanitizer/verify/ooxml/show_names.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace verify_ooxml {

namespace {

struct Form {
    std::string_view name;
    std::string_view form;
    bool required;
};

struct Rule {
    std::vector<std::string_view> parents;
    std::vector<Form> attributes;
};

using Rules = std::unordered_map<std::string_view, Rule>;

std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        auto end = std::min(text.find_first_of(" \n"), text.size());
        if (end > 0)
            words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

Rules make_rules()
{
    Rules rules;
    for (const auto& line : show_lines) {
        auto parents = words_of(line.parents);
        std::vector<Form> forms;
        for (auto word : words_of(line.attributes)) {
            bool required = word.starts_with('!');
            word.remove_prefix(required ? 1 : 0);
            auto colon = word.rfind(':');
            forms.push_back({ word.substr(0, colon), word.substr(colon + 1), required });
        }
        for (auto name : words_of(line.names)) {
            auto& rule = rules[name];
            rule.parents.insert(rule.parents.end(), parents.begin(), parents.end());
            rule.attributes.insert(rule.attributes.end(), forms.begin(), forms.end());
        }
    }
    return rules;
}

const Rule* rule_of(std::string_view name)
{
    static const Rules rules = make_rules();
    auto found = rules.find(name);
    return found == rules.end() ? nullptr : &found->second;
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_between(std::string_view text, std::int64_t least, std::int64_t most)
{
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    auto [rest, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && rest == end && value >= least && value <= most;
}

bool is_emu(std::string_view text)
{
    return is_between(text, -27'273'042'316'900, 27'273'042'316'900);
}

// A decimal number of ten digits and six behind the point at most, perhaps with a unit.
bool is_measure(std::string_view text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    auto digits = [&] {
        std::size_t count = 0;
        while (count < text.size() && is_digit(text[count]))
            ++count;
        text.remove_prefix(count);
        return count;
    };
    auto whole = digits();
    if (whole == 0 || whole > 10)
        return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (digits() > 6)
            return false;
    }
    static constexpr std::string_view units[] = { "", "%", "mm", "cm", "in", "pt", "pc", "pi" };
    return std::ranges::find(units, text) != std::end(units);
}

// A word of the format's own, or of a shape's guides; a number is a coordinate.
bool is_word(std::string_view text)
{
    if (text.empty() || text.size() > 40)
        return false;
    if (text[0] == '-' || is_digit(text[0]))
        return is_emu(text);
    return std::ranges::all_of(
        text, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; });
}

bool is_guide(std::string_view text)
{
    static constexpr std::string_view signs[] = { "*/", "+-", "+/", "?:" };
    if (text.empty() || text.size() > 120)
        return false;
    while (!text.empty()) {
        auto end = std::min(text.find(' '), text.size());
        auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!word.empty() && std::ranges::find(signs, word) == std::end(signs) && !is_word(word))
            return false;
    }
    return true;
}

bool is_truth(std::string_view text)
{
    static constexpr std::string_view truths[] = { "0", "1", "true", "false", "on", "off" };
    return std::ranges::find(truths, text) != std::end(truths);
}

bool is_of(std::string_view form, std::string_view text)
{
    if (form == "int")
        return is_between(text, INT32_MIN, std::int64_t { UINT32_MAX });
    if (form == "emu")
        return is_emu(text);
    if (form == "measure")
        return is_measure(text);
    if (form == "truth")
        return is_truth(text);
    if (form == "word")
        return is_word(text);
    if (form == "guide")
        return is_guide(text);
    if (form == "hex")
        return text == "auto"
            || (!text.empty() && text.size() <= 32 && std::ranges::all_of(text, is_hex));
    if (form == "name")
        return text.size() <= 255 && text.find("://") == text.npos && !text.starts_with("\\\\");
    if (form == "quiet")
        return is_quotable(text);
    if (form == "guid")
        return is_guid(text);
    return form == "words" || form == "id"; // Of people; of relations, which the listener follows.
}

// Properties of drawings stand in one another and in what holds them.
bool holds_properties(std::string_view name)
{
    static const auto holders = words_of(show_holders);
    return name.starts_with("a:") || name.starts_with("c:")
        || std::ranges::find(holders, name) != holders.end();
}

}

bool is_guid(std::string_view text)
{
    static constexpr std::string_view form = "{00000000-0000-0000-0000-000000000000}";
    return std::ranges::equal(text, form,
        [](char c, char expected) { return expected == '0' ? is_hex(c) : c == expected; });
}

bool may_stand_in_show(std::string_view parent, std::string_view name)
{
    const auto* rule = rule_of(name);
    if (!rule)
        return false;
    return std::ranges::any_of(rule->parents, [&](std::string_view allowed) {
        return allowed == parent || (allowed == "*" && holds_properties(parent));
    });
}

bool fits_show(std::string_view element, std::span<const Attribute> attributes)
{
    const auto* rule = rule_of(element);
    if (!rule)
        return false;
    for (const auto& one : attributes) {
        auto form = std::ranges::find(rule->attributes, one.name, &Form::name);
        if (form == rule->attributes.end() || !is_of(form->form, one.value))
            return false;
    }
    return std::ranges::all_of(rule->attributes, [&](const Form& form) {
        return !form.required
            || std::ranges::find(attributes, form.name, &Attribute::name) != attributes.end();
    });
}

bool holds_text_in_show(std::string_view name)
{
    return name == "a:t" || name == "p:text" || name == "a:tableStyleId"
        || (name.starts_with("c:") && holds_text(Kind::Workbook, name));
}

}
