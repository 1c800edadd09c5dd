// SPDX-License-Identifier: MIT
// A part as a tree of pugixml's, and the namespaces in force while it is walked.
#pragma once

#include "sanitizer/rebuild/ooxml/package/package.h"
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

#include <map>
#include <optional>
#include <pugixml.hpp>

namespace rebuild_ooxml {

// UTF-8 or UTF-16, without a document type, nested `deepest` elements at most. `bytes` are parsed
// in place: names and values lie there, also when the tree is gone.
inline constexpr std::size_t deepest = 400;
Outcome<std::unique_ptr<pugi::xml_document>> parse(base::Bytes& bytes);

// Namespaces (Namespaces in XML 1.0): pugixml knows none.
class Scopes {
public:
    // What the element declares is in force until leave(). Returns what to give to leave().
    std::size_t enter(pugi::xml_node);
    std::size_t mark() const { return m_bindings.size(); }
    void declare(std::string_view attribute, std::string_view uri); // Others than xmlns: nothing.
    void leave(std::size_t mark);

    struct Name {
        Space space;
        std::string_view local;
    };
    // Here, so that they are compiled in: a name handed from memory to memory takes longer.
    Name element(std::string_view qualified) const
    {
        auto size = size_of_prefix(qualified);
        return size < qualified.size()
            ? Name { of_prefix(qualified.substr(0, size)), qualified.substr(size + 1) }
            : Name { of_prefix({}), qualified };
    }
    Name attribute(std::string_view qualified) const // Without a prefix: Space::None.
    {
        auto size = size_of_prefix(qualified);
        return size < qualified.size()
            ? Name { of_prefix(qualified.substr(0, size)), qualified.substr(size + 1) }
            : Name { Space::None, qualified };
    }
    Space of_prefix(std::string_view prefix) const;

private:
    static std::size_t size_of_prefix(std::string_view qualified) // All of it: there is none.
    {
        std::size_t size = 0;
        while (size < qualified.size() && qualified[size] != ':')
            ++size;
        return size;
    }
    void bind(std::string_view prefix, Space);

    struct Binding {
        std::string_view prefix;
        std::optional<Space> before; // What the prefix stood for.
    };
    struct Recent {
        std::string_view prefix;
        Space space;
    };
    std::vector<Binding> m_bindings;
    std::map<std::string_view, Space> m_spaces; // In force. Elements may declare many.
    mutable std::optional<Recent> m_recent; // Names come one after another with the same prefix.
};

// Without its prefix, where its namespace makes no difference. Of an element or an attribute.
template <typename Node>
std::string_view local_name(Node node)
{
    std::string_view name = node.name();
    return name.substr(name.find(':') + 1);
}

inline pugi::xml_node first_named(pugi::xml_node parent, std::string_view local)
{
    return parent.find_child([&](pugi::xml_node one) { return local_name(one) == local; });
}

// The element's children of that name, with what they declare in force.
template <typename Visit>
void each(Scopes& scopes, pugi::xml_node parent, Space space, std::string_view local, Visit&& visit)
{
    for (auto child : parent.children()) {
        if (child.type() != pugi::node_element)
            continue;
        auto mark = scopes.enter(child);
        auto found = scopes.element(child.name());
        if (found.space == space && found.local == local)
            visit(child);
        scopes.leave(mark);
    }
}

}
