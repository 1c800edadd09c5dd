// SPDX-License-Identifier: MIT
#include "sanitizer/decode/html/nesting.h"

#include <algorithm>
#include <array>
#include <string>

namespace html {

// Elements without an end, and those whose end the next of their kind implies.
static constexpr std::array<std::string_view, 35> never_deep { "!doctype", "area", "base",
    "basefont", "body", "br", "col", "colgroup", "command", "dd", "dt", "embed", "frame", "head",
    "hr", "html", "image", "img", "input", "keygen", "li", "link", "meta", "optgroup", "option",
    "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr" };
static constexpr std::array<std::string_view, 7> raw_text { "iframe", "noembed", "noframes",
    "script", "style", "textarea", "title" };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
}

static std::string name_at(std::string_view text)
{
    std::string name;
    for (char c : text.substr(0, 16)) {
        if (c == '>' || c == '/' || static_cast<unsigned char>(c) <= 0x20)
            break;
        name += lower(c);
    }
    return name;
}

// Where the text of a <script> or the like ends.
static std::size_t end_of_raw(std::string_view text, std::size_t from, std::string_view name)
{
    for (auto at = text.find("</", from); at != text.npos; at = text.find("</", at + 2)) {
        if (name_at(text.substr(at + 2)) == name)
            return at;
    }
    return text.size();
}

std::size_t likely_depth(std::string_view text, std::size_t limit)
{
    std::size_t depth = 0;
    std::size_t deepest = 0;
    for (auto at = text.find('<'); at != text.npos && deepest <= limit; at = text.find('<', at)) {
        auto rest = text.substr(++at);
        if (rest.starts_with("!--")) {
            auto end = text.find("-->", at);
            at = end == text.npos ? text.size() : end;
            continue;
        }
        bool closes = rest.starts_with('/');
        auto name = name_at(rest.substr(closes ? 1 : 0));
        if (name.empty() || !(lower(name[0]) >= 'a' && lower(name[0]) <= 'z')
            || std::ranges::find(never_deep, name) != never_deep.end())
            continue;
        if (closes) {
            depth -= depth > 0 ? 1 : 0;
        } else if (std::ranges::find(raw_text, name) != raw_text.end()) {
            at = end_of_raw(text, at, name);
        } else {
            deepest = std::max(deepest, ++depth);
        }
    }
    return deepest;
}

}
