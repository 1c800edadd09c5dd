// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/package/xml.h"

#include <new>

namespace rebuild_ooxml {

static bool is_too_deep(pugi::xml_node root)
{
    std::size_t depth = 0;
    for (auto node = root.first_child(); node;) {
        if (node.first_child()) {
            if (++depth > deepest)
                return true;
            node = node.first_child();
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            if (node == root)
                return false;
            --depth;
        }
        node = node.next_sibling();
    }
    return false;
}

Outcome<std::unique_ptr<pugi::xml_document>> parse(base::Bytes& bytes)
{
    auto document = std::make_unique<pugi::xml_document>();
    // Entities beyond XML's own five stay as they are written: pugixml expands no other.
    constexpr auto flags = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_doctype
        | pugi::parse_ws_pcdata_single | pugi::parse_eol | pugi::parse_wconv_attribute;
    auto result = document->load_buffer_inplace(bytes.data(), bytes.size(), flags);
    if (result.status == pugi::status_out_of_memory)
        return Refused { Why::Limit, "a part needs more memory than allowed" };
    if (!result)
        return Refused { Why::Malformed, "a part is no well-formed XML" };
    for (auto node : document->children()) {
        if (node.type() == pugi::node_doctype)
            return Refused { Why::Malformed, "a part declares a document type" };
    }
    if (is_too_deep(*document))
        return Refused { Why::Limit, "a part is nested too deep" };
    return document;
}

std::size_t Scopes::enter(pugi::xml_node node)
{
    auto mark = m_bindings.size();
    for (auto attribute : node.attributes())
        declare(attribute.name(), attribute.value());
    return mark;
}

void Scopes::declare(std::string_view attribute, std::string_view uri)
{
    if (!attribute.starts_with("xmlns"))
        return;
    auto space = Vocabulary::space_of(uri);
    if (attribute == "xmlns")
        bind({}, space);
    else if (attribute[5] == ':')
        bind(attribute.substr(6), space);
}

void Scopes::bind(std::string_view prefix, Space space)
{
    auto [place, is_new] = m_spaces.try_emplace(prefix, space);
    m_bindings.push_back({ prefix, is_new ? std::nullopt : std::optional(place->second) });
    place->second = space;
}

void Scopes::leave(std::size_t mark)
{
    for (; m_bindings.size() > mark; m_bindings.pop_back()) {
        const auto& last = m_bindings.back();
        if (last.before)
            m_spaces[last.prefix] = *last.before;
        else
            m_spaces.erase(last.prefix);
    }
}

Space Scopes::of_prefix(std::string_view prefix) const
{
    if (prefix == "xml")
        return Space::Xml;
    if (auto found = m_spaces.find(prefix); found != m_spaces.end())
        return found->second;
    return prefix.empty() ? Space::None : Space::Unknown;
}

Scopes::Name Scopes::element(std::string_view qualified) const
{
    auto colon = qualified.find(':');
    if (colon == std::string_view::npos)
        return { of_prefix({}), qualified };
    return { of_prefix(qualified.substr(0, colon)), qualified.substr(colon + 1) };
}

Scopes::Name Scopes::attribute(std::string_view qualified) const
{
    auto colon = qualified.find(':');
    if (colon == std::string_view::npos)
        return { Space::None, qualified };
    return { of_prefix(qualified.substr(0, colon)), qualified.substr(colon + 1) };
}

}
