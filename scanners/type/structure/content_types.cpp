// SPDX-License-Identifier: MIT
#include "scanners/type/structure/content_types.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace type_scanner {

namespace {

constexpr std::string_view spaces = " \t\r\n";

std::string lower(std::string_view text)
{
    std::string result(text);
    for (auto& c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

void skip_spaces(std::string_view& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(spaces), text.size()));
}

bool take(std::string_view& text, std::string_view what)
{
    auto found = text.starts_with(what);
    if (found)
        text.remove_prefix(what.size());
    return found;
}

// What lies before `end`, which is taken, too.
std::optional<std::string_view> up_to(std::string_view& text, std::string_view end)
{
    auto at = text.find(end);
    if (at == std::string_view::npos)
        return std::nullopt;
    auto before = text.substr(0, at);
    text.remove_prefix(at + end.size());
    return before;
}

struct Attribute {
    std::string_view name, value;
};

std::optional<Attribute> take_attribute(std::string_view& text)
{
    auto name = text.substr(0, text.find_first_of("= \t\r\n<>&/\"'"));
    text.remove_prefix(name.size());
    skip_spaces(text);
    if (name.empty() || !take(text, "="))
        return std::nullopt;
    skip_spaces(text);
    for (std::string_view quote : { "\"", "'" }) {
        if (!take(text, quote))
            continue;
        auto value = up_to(text, quote);
        if (!value)
            return std::nullopt;
        return Attribute { name, *value };
    }
    return std::nullopt;
}

// UTF-8 is the only encoding in which the bytes mean what they say here.
bool declares_utf8(std::string_view declaration)
{
    auto text = lower(declaration);
    auto at = text.find("encoding");
    if (at == std::string::npos)
        return true;
    std::string_view rest = std::string_view(text).substr(at);
    auto attribute = take_attribute(rest);
    return attribute && attribute->name == "encoding"
        && (attribute->value == "utf-8" || attribute->value == "us-ascii");
}

bool read_tag(std::string_view tag, std::set<std::string>& types)
{
    if (tag.find('<') != std::string_view::npos)
        return false;
    if (tag.starts_with('/'))
        return true;
    if (tag.ends_with('/'))
        tag.remove_suffix(1);
    tag.remove_prefix(std::min(tag.find_first_of(spaces), tag.size()));
    std::set<std::string> seen;
    for (skip_spaces(tag); !tag.empty(); skip_spaces(tag)) {
        auto attribute = take_attribute(tag);
        if (!attribute || !seen.insert(std::string(attribute->name)).second)
            return false;
        if (attribute->name != "ContentType")
            continue;
        if (attribute->value.find('&') != std::string_view::npos)
            return false;
        types.insert(lower(attribute->value));
    }
    return true;
}

}

std::optional<std::set<std::string>> content_types_in(std::string_view xml)
{
    take(xml, "\xEF\xBB\xBF");
    if (!base::is_valid_utf8(xml) || xml.find('\0') != std::string_view::npos)
        return std::nullopt;
    if (take(xml, "<?xml")) {
        auto declaration = up_to(xml, "?>");
        if (!declaration || !declares_utf8(*declaration))
            return std::nullopt;
    }
    std::set<std::string> types;
    for (skip_spaces(xml); !xml.empty(); skip_spaces(xml)) {
        if (take(xml, "<!--")) {
            if (!up_to(xml, "-->"))
                return std::nullopt;
            continue;
        }
        if (!take(xml, "<") || xml.starts_with('!') || xml.starts_with('?'))
            return std::nullopt;
        auto tag = up_to(xml, ">");
        if (!tag || !read_tag(*tag, types))
            return std::nullopt;
    }
    return types;
}

}
