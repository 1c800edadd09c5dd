// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/element.h"

namespace unlock_office {

static constexpr std::string_view blanks = " \t\r\n";

static std::string_view local_part(std::string_view name)
{
    auto colon = name.find(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

// `inside` is what stands between the name and the closing bracket.
static std::optional<Attributes> read_attributes(std::string_view inside)
{
    Attributes attributes;
    for (;;) {
        auto start = inside.find_first_not_of(blanks);
        if (start == inside.npos || inside.substr(start) == "/")
            return attributes;
        inside.remove_prefix(start);
        auto equals = inside.find('=');
        if (equals == inside.npos || equals + 1 >= inside.size())
            return std::nullopt;
        auto name = inside.substr(0, equals);
        auto quote = inside[equals + 1];
        auto end = inside.find(quote, equals + 2);
        if (name.find_first_of(" \t\r\n'\"/<&") != name.npos || (quote != '"' && quote != '\'')
            || end == inside.npos)
            return std::nullopt;
        auto value = inside.substr(equals + 2, end - equals - 2);
        if (value.find_first_of("<&") != value.npos
            || !attributes.try_emplace(std::string(name), value).second)
            return std::nullopt;
        inside.remove_prefix(end + 1);
    }
}

std::optional<Attributes> attributes_of(std::string_view xml, std::string_view element)
{
    if (xml.find("<!") != xml.npos)
        return std::nullopt;
    std::optional<Attributes> found;
    for (std::size_t at = xml.find('<'); at != xml.npos; at = xml.find('<', at + 1)) {
        auto end = xml.find('>', at);
        if (end == xml.npos)
            return std::nullopt;
        auto tag = xml.substr(at + 1, end - at - 1);
        if (tag.find('<') != tag.npos)
            return std::nullopt;
        auto name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
        if (local_part(name) != element || tag.starts_with('/'))
            continue;
        if (found)
            return std::nullopt;
        found = read_attributes(tag.substr(name.size()));
        if (!found)
            return std::nullopt;
    }
    return found;
}

}
