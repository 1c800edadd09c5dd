// SPDX-License-Identifier: MIT
#include "sanitizer/decode/svg/style.h"

#include "sanitizer/decode/svg/names.h"

#include <algorithm>

namespace decode_svg {

static constexpr std::string_view blanks = " \t\r\n\f";

static std::string_view trimmed(std::string_view text)
{
    auto first = text.find_first_not_of(blanks);
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

static std::string in_lower_case(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(
        lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 0x20) : c; });
    return lower;
}

bool is_fragment(std::string_view address)
{
    return address.size() > 1 && address[0] == '#'
        && address.find_first_of(" \t\r\n\f\"'()\\<>&;{}", 1) == address.npos;
}

// Whatever is open in it would go on behind it, where another reader may not think so.
static bool is_closed(std::string_view value)
{
    char quote = 0;
    int depth = 0;
    for (char c : value) {
        if (quote != 0) {
            if (c == '\n' || c == '\r' || c == '\f')
                return false;
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')' && --depth < 0) {
            return false;
        }
    }
    return quote == 0 && depth == 0;
}

Value judge_value(std::string_view value)
{
    if (!is_closed(value))
        return Value::Bad;
    // A backslash could write "url(" in a way that is not seen here.
    if (value.find_first_of("\\<>{}@") != value.npos)
        return Value::Bad;
    auto lower = in_lower_case(value);
    if (lower.find("expression(") != lower.npos || lower.find("image(") != lower.npos
        || lower.find("image-set(") != lower.npos || lower.find("src(") != lower.npos)
        return Value::External;
    constexpr std::string_view call = "url(";
    for (auto at = lower.find(call); at != lower.npos; at = lower.find(call, at + 1)) {
        auto end = lower.find(')', at);
        if (end == lower.npos)
            return Value::Bad;
        auto address = trimmed(value.substr(at + call.size(), end - at - call.size()));
        if (address.size() >= 2 && (address[0] == '"' || address[0] == '\'')
            && address.back() == address[0])
            address = trimmed(address.substr(1, address.size() - 2));
        if (!is_fragment(address))
            return Value::External;
    }
    return Value::Good;
}

// Up to one of `ends` that stands outside of strings and parentheses; all of it if there is none.
static std::size_t find_end(std::string_view css, std::string_view ends)
{
    char quote = 0;
    std::size_t depth = 0;
    for (std::size_t i = 0; i < css.size(); ++i) {
        char c = css[i];
        if (quote != 0)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (depth == 0 && ends.find(c) != ends.npos)
            return i;
        else if (c == '(')
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
    }
    return css.size();
}

// Each becomes a blank.
static std::string without_comments(std::string_view css)
{
    std::string plain;
    for (;;) {
        auto start = css.find("/*");
        plain += css.substr(0, start);
        if (start == css.npos)
            return plain;
        plain += ' ';
        auto end = css.find("*/", start + 2);
        if (end == css.npos)
            return plain;
        css.remove_prefix(end + 2);
    }
}

static void count(Value value, StyleLosses& losses)
{
    losses.external += value == Value::External;
    losses.other += value == Value::Bad;
}

static std::string declarations_of(std::string_view css, StyleLosses& losses)
{
    std::string clean;
    while (!css.empty()) {
        auto end = find_end(css, ";");
        auto one = trimmed(css.substr(0, end));
        css.remove_prefix(std::min(end + 1, css.size()));
        if (one.empty())
            continue;
        auto colon = one.find(':');
        auto name = in_lower_case(trimmed(one.substr(0, colon)));
        auto value = colon == one.npos ? std::string_view() : trimmed(one.substr(colon + 1));
        auto judged = judge_value(value);
        if (judged == Value::Good && (!is_property(name) || value.empty())) {
            // A program's own, such as "-inkscape-stroke", draws nothing.
            losses.other += !name.starts_with('-');
            continue;
        }
        count(judged, losses);
        if (judged == Value::Good)
            clean.append(name).append(":").append(value).append(";");
    }
    return clean;
}

std::string clean_declarations(std::string_view declarations, StyleLosses& losses)
{
    return declarations_of(without_comments(declarations), losses);
}

// Behind the block that begins at `css`, with the blocks in it.
static std::size_t end_of_block(std::string_view css)
{
    std::size_t depth = 0;
    for (std::size_t at = 0; at < css.size(); ++at) {
        at += find_end(css.substr(at), "{}");
        if (at >= css.size())
            break;
        depth += css[at] == '{' ? 1u : 0u;
        if (css[at] == '}' && --depth == 0)
            return at + 1;
    }
    return css.size();
}

std::string clean_sheet(std::string_view sheet, StyleLosses& losses)
{
    auto held = without_comments(sheet);
    std::string_view css = held;
    std::string clean;
    for (;;) {
        css.remove_prefix(std::min(css.find_first_not_of(blanks), css.size()));
        if (css.empty())
            return clean;
        auto end = find_end(css, "{;}");
        auto prelude = trimmed(css.substr(0, end));
        bool has_block = end < css.size() && css[end] == '{';
        bool is_rule = has_block && !prelude.starts_with('@');
        if (!is_rule) {
            bool fetches = in_lower_case(prelude).starts_with("@import")
                || judge_value(prelude) == Value::External;
            losses.external += fetches;
            losses.other += !fetches && !prelude.empty();
            css.remove_prefix(
                has_block ? end + end_of_block(css.substr(end)) : std::min(end + 1, css.size()));
            continue;
        }
        css.remove_prefix(end + 1);
        auto close = std::min(find_end(css, "}"), css.size());
        auto block = declarations_of(css.substr(0, close), losses);
        css.remove_prefix(std::min(close + 1, css.size()));
        if (prelude.find_first_of("\\<@;\"'(){}") != prelude.npos)
            ++losses.other;
        else if (!block.empty())
            clean.append(prelude).append("{").append(block).append("}\n");
    }
}

}
