// SPDX-License-Identifier: MIT
// A part read from its beginning to its end without a tree, for sheets and strings that may be
// larger than a tree of them would fit in memory. Well-formed XML 1.0 without a document type.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rebuild_parts {

class XmlStream {
public:
    // UTF-8; must outlive the stream.
    explicit XmlStream(std::string_view xml)
        : m_xml(xml)
    {
    }

    // Of an element without content, Start is followed by its End.
    enum class Event { Start, End, Text, Finished, Malformed, DocumentType };
    Event next();

    std::string_view name() const { return m_name; } // Of Start and End, as written.
    struct Attribute {
        std::string_view name;
        std::string_view written; // Its entities not yet resolved.
    };
    std::span<const Attribute> attributes() const { return m_attributes; }
    std::string_view text() const { return m_text; } // Of Text, as written.
    bool is_literal() const { return m_literal; } // A section without entities.
    std::size_t depth() const { return m_open.size(); }
    std::size_t begin() const { return m_begin; } // Where the event's markup begins…
    std::size_t end() const { return m_at; } // …and ends.

private:
    Event markup();
    Event start_tag();
    Event end_tag();
    bool skip_past(std::string_view end);
    std::string_view read_name();
    void blanks();

    std::string_view m_xml;
    std::size_t m_at { 0 };
    std::size_t m_begin { 0 };
    std::string_view m_name;
    std::string_view m_text;
    std::vector<Attribute> m_attributes;
    std::vector<std::string_view> m_open;
    bool m_literal { false };
    bool m_empty { false }; // The element just started has no content.
    bool m_rooted { false };
};

// With entities resolved: `value` is all of `written`, or stands in `into`. False: an entity that
// XML itself does not have.
bool resolve_entities(std::string_view written, std::string& into, std::string_view& value);

// From UTF-16 if it begins like that; without a byte order mark.
base::Bytes to_utf8(base::Bytes);

}
