// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/document/tree.h"

#include <algorithm>

namespace rebuild_ooxml {

std::uint32_t Tree::open(const Element& element)
{
    auto index = static_cast<std::uint32_t>(m_nodes.size());
    auto& node = m_nodes.emplace_back();
    node.element = &element;
    node.parent = m_open;
    node.attribute = static_cast<std::uint32_t>(m_attributes.size());
    if (m_open != none) {
        auto& parent = m_nodes[m_open];
        if (parent.last == none)
            parent.first = index;
        else
            m_nodes[parent.last].next = index;
        parent.last = index;
    }
    m_open = index;
    m_depth = std::max(m_depth, ++m_level);
    return index;
}

base::Bytes& Tree::hold(base::Bytes bytes)
{
    return m_held.emplace_back(std::move(bytes));
}

void Tree::attribute(const AttributeRule& rule, std::string_view value)
{
    auto& node = m_nodes[m_open];
    for (const auto& known : attributes(node)) {
        if (known.rule == &rule)
            return; // Given twice: the first holds.
    }
    m_attributes.push_back({ &rule, value });
    ++node.attributes;
}

void Tree::text(std::string_view text)
{
    m_nodes[m_open].text = text;
}

void Tree::close()
{
    m_open = m_nodes[m_open].parent;
    --m_level;
}

std::string_view Tree::keep(std::string made)
{
    return m_kept.emplace_back(std::move(made));
}

std::span<const Tree::Attribute> Tree::attributes(const Node& node) const
{
    return std::span(m_attributes).subspan(node.attribute, node.attributes);
}

void Tree::set(const Node& node, std::string_view local, std::string_view value)
{
    for (auto& one : std::span(m_attributes).subspan(node.attribute, node.attributes)) {
        if (one.rule->name == local)
            one.value = value;
    }
}

std::string_view Tree::value(const Node& node, std::string_view local) const
{
    for (const auto& one : attributes(node)) {
        if (one.rule->name == local)
            return one.value;
    }
    return {};
}

}
