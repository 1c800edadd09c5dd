// SPDX-License-Identifier: MIT
// Our own model of one part: elements of the vocabulary, their checked attributes, text. There is
// no way to put anything else into it.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

#include <cstdint>
#include <deque>
#include <span>

namespace rebuild_ooxml {

class Tree {
public:
    static constexpr std::uint32_t none = 0xffffffff;

    struct Attribute {
        const AttributeRule* rule;
        std::string_view value;
    };
    struct Node {
        const Element* element { nullptr };
        std::string_view text; // Of elements whose text is kept.
        std::uint32_t parent { none };
        std::uint32_t first { none };
        std::uint32_t last { none };
        std::uint32_t next { none };
        std::uint32_t attribute { 0 }; // The first of…
        std::uint16_t attributes { 0 };
        bool removed { false }; // With all that is in it.
    };

    // `source`: bytes of the part that it is made of. What it will mostly hold is reserved at once:
    // memory that grows is touched twice, and all of it is new to a process that has just begun.
    explicit Tree(std::size_t source)
    {
        constexpr std::size_t of_an_element = 24;
        m_nodes.reserve(source / of_an_element);
        m_attributes.reserve(source / of_an_element);
    }

    // Views must outlive the tree; keep() makes them.
    std::uint32_t open(const Element&);
    void attribute(const AttributeRule&, std::string_view value); // Of the node just opened.
    void text(std::string_view); // Of the open node.
    void close();
    std::string_view keep(std::string made);
    base::Bytes& hold(base::Bytes); // Of another part, for views into them.

    bool empty() const { return m_nodes.empty(); }
    std::size_t depth() const { return m_depth; } // Of the deepest node.
    std::uint32_t open_node() const { return m_open; }
    const Node& operator[](std::uint32_t node) const { return m_nodes[node]; }
    Node& operator[](std::uint32_t node) { return m_nodes[node]; }
    std::span<const Attribute> attributes(const Node&) const;
    std::string_view value(const Node&, std::string_view local) const; // Empty: none.
    void set(const Node&, std::string_view local, std::string_view value); // Of one that it has.

    // Every attribute of what is not removed, in the order in which it will be written.
    template <typename Visit>
    void for_each_kept(Visit&& visit, std::uint32_t node = 0)
    {
        if (m_nodes.empty() || m_nodes[node].removed)
            return;
        for (std::uint32_t i = 0; i < m_nodes[node].attributes; ++i)
            visit(m_attributes[m_nodes[node].attribute + i]);
        for (auto child = m_nodes[node].first; child != none; child = m_nodes[child].next)
            for_each_kept(visit, child);
    }

private:
    std::vector<Node> m_nodes; // The first is the root.
    std::vector<Attribute> m_attributes;
    std::deque<std::string> m_kept;
    std::deque<base::Bytes> m_held;
    std::uint32_t m_open { none };
    std::size_t m_level { 0 }; // Of the open node.
    std::size_t m_depth { 0 };
};

}
