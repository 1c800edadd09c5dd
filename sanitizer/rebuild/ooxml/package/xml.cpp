// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/package/xml.h"

#include <algorithm>

namespace rebuild_ooxml {

static std::size_t depth_of(pugi::xml_node root)
{
    std::size_t depth = 0;
    std::size_t most = 0;
    auto node = root.first_child();
    while (node) {
        if (auto child = node.first_child()) {
            most = std::max(most, ++depth);
            node = child;
            continue;
        }
        auto next = node.next_sibling();
        for (; !next && depth > 0; --depth) {
            node = node.parent();
            next = node.next_sibling();
        }
        node = next;
    }
    return most;
}

Outcome<std::unique_ptr<pugi::xml_document>> parse(base::Bytes& bytes)
{
    bytes = to_utf8(std::move(bytes));
    auto document = std::make_unique<pugi::xml_document>();
    // Entities beyond XML's own five stay as they are written: pugixml expands no other.
    constexpr auto flags = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_doctype
        | pugi::parse_ws_pcdata_single | pugi::parse_eol | pugi::parse_wconv_attribute;
    auto result
        = document->load_buffer_inplace(bytes.data(), bytes.size(), flags, pugi::encoding_utf8);
    if (result.status == pugi::status_out_of_memory)
        return Refused { Why::Limit, "a part needs more memory than allowed" };
    if (!result)
        return Refused { Why::Malformed, "a part is no well-formed XML" };
    for (auto node : document->children()) {
        if (node.type() == pugi::node_doctype)
            return Refused { Why::Malformed, "a part declares a document type" };
    }
    if (depth_of(*document) > deepest)
        return Refused { Why::Limit, "a part is nested too deep" };
    return document;
}

std::size_t Scopes::enter(pugi::xml_node node)
{
    auto mark = m_bindings.size();
    for (auto one = node.first_attribute(); one; one = one.next_attribute())
        declare(one.name(), one.value());
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
    m_recent.reset();
    auto [place, is_new] = m_spaces.try_emplace(prefix, space);
    m_bindings.push_back({ prefix, is_new ? std::nullopt : std::optional(place->second) });
    place->second = space;
}

void Scopes::leave(std::size_t mark)
{
    for (; m_bindings.size() > mark; m_bindings.pop_back()) {
        const auto& last = m_bindings.back();
        m_recent.reset();
        if (last.before)
            m_spaces[last.prefix] = *last.before;
        else
            m_spaces.erase(last.prefix);
    }
}

Space Scopes::of_prefix(std::string_view prefix) const
{
    if (m_recent && prefix == m_recent->prefix)
        return m_recent->space;
    auto found = m_spaces.find(prefix);
    auto space = prefix == "xml"  ? Space::Xml
        : found != m_spaces.end() ? found->second
        : prefix.empty()          ? Space::None
                                  : Space::Unknown;
    m_recent = { prefix, space };
    return space;
}

}
