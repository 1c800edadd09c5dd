// SPDX-License-Identifier: MIT
// A part that is read and written in one go, without a tree: shared strings, the cells of a sheet.
#pragma once

#include "sanitizer/rebuild/ooxml/document/build.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"
#include "sanitizer/rebuild/ooxml/package/xml.h"

namespace rebuild_ooxml {

class PartStream {
public:
    using Event = XmlStream::Event;

    PartStream(Build& build, std::string_view xml)
        : m_build(build)
        , m_xml(xml)
    {
    }

    // Start, End or Text; Finished at the end of the part and after a fault, which refused() tells.
    Event next();
    const std::optional<Refused>& refused() const { return m_refused; }

    bool is_sheet(std::string_view local) const; // Whether the element just started is that one.
    std::size_t depth() const { return m_xml.depth(); }
    std::size_t begin() const { return m_xml.begin(); }
    std::size_t end() const { return m_xml.end(); }

    // For the element just started.
    template <typename Visit> // (Scopes::Name, std::string_view value); views last until the next.
    void attributes(Visit&& visit)
    {
        for (const auto& one : m_xml.attributes()) {
            std::string_view value;
            if (!resolve_entities(one.written, m_value, value))
                return refuse_entity();
            visit(m_scopes.attribute(one.name), value);
        }
    }
    void skip(); // To its end.
    void text(std::string& into); // Its own text, to its end.
    void copy(std::string& to, const Element&); // Written by the vocabulary, to its end.
    void copy_children(std::string& to);
    void write_attributes(std::string& to, const Element&); // Those on its list.

private:
    void append_text(std::string& to);
    void refuse_entity()
    {
        if (!m_refused)
            m_refused = Refused { Why::Malformed, "a part refers to an entity" };
    }

    Build& m_build;
    XmlStream m_xml;
    Scopes m_scopes;
    Scopes::Name m_name {}; // Of the element just started.
    std::vector<std::size_t> m_marks;
    std::string m_value;
    std::optional<Refused> m_refused;
};

// UTF-8 without a byte order mark, or refused.
std::optional<Refused> make_utf8(base::Bytes&);

}
