// SPDX-License-Identifier: MIT
// Names as they are written in a part, and as we write them (Namespaces in XML 1.0).
#pragma once

#include "sanitizer/rebuild/odf/vocabulary/vocabulary.h"
#include "sanitizer/rebuild/parts/xml_stream.h"

namespace rebuild_odf {

class Scopes {
public:
    // What the element just started declares is in force until leave().
    void enter(std::span<const rebuild_parts::XmlStream::Attribute>);
    void leave();
    std::size_t depth() const { return m_marks.size(); } // Elements that are open.

    // "text:p" whatever the prefix was; empty: of no namespace that we know.
    std::string_view element(std::string_view written);
    std::string_view attribute(std::string_view written);

private:
    std::string resolve(std::string_view written, bool has_default) const;

    struct Binding {
        std::string_view prefix;
        std::string_view ours;
    };
    std::vector<Binding> m_bindings;
    std::vector<std::size_t> m_marks;
    // By the name as written: the same few come again and again.
    std::unordered_map<std::string_view, std::string> m_elements;
    std::unordered_map<std::string_view, std::string> m_attributes;
};

}
