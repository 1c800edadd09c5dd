// SPDX-License-Identifier: MIT
// Reads XML (XML 1.0, fifth edition, and Namespaces in XML 1.0), strictly and of UTF-8 only: what
// is not well-formed, declares an entity or refers to one that XML itself does not have is refused.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "kiosk/core/worker/refusal.pb.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace decode_svg {

struct Refused {
    worker::RefusalReason reason;
    const char* detail;
};

struct Attribute {
    std::string_view space; // The namespace; empty for none.
    std::string_view name; // Without its prefix.
    std::string value; // Its references replaced, white space as blanks.
};

class XmlReader {
public:
    enum class Event { Start, End, Text, Instruction, Stop, Refused };

    static constexpr std::size_t most_depth = 200;
    static constexpr std::size_t most_attributes = 256; // Of one element.

    // The bytes outlive the reader.
    explicit XmlReader(base::View);

    // Stop: the document ended as it should. After Refused or Stop, nothing more.
    Event next();

    // Of Start and End. An element without content has both.
    std::string_view space() const { return m_space; }
    std::string_view name() const { return m_name; }
    const std::vector<Attribute>& attributes() const { return m_attributes; } // Of Start.
    const std::string& text() const { return m_text; } // Of Text; it may come in pieces.
    std::size_t depth() const { return m_open.size(); }
    std::uint64_t line(); // Where the last event ends, from 1.
    const Refused& refused() const { return m_refused; }

private:
    struct Open {
        std::string_view qualified;
        std::size_t bindings; // How many stood before it.
    };
    struct Binding {
        std::string_view prefix;
        std::string space;
    };
    struct Raw {
        std::string_view qualified;
        std::string value;
    };

    Event refuse(worker::RefusalReason, const char* detail);
    Event malformed(const char* detail);
    Event start_tag();
    Event end_tag();
    Event begin(std::string_view qualified, std::vector<Raw>& raw);
    Event end(std::string_view qualified);
    Event characters();
    Event section();
    bool skip_comment();
    bool skip_instruction();
    bool skip_declaration();
    bool read_prologue();
    bool read_raw(std::vector<Raw>&);
    bool skip_blanks(); // Whether there were any.
    std::optional<std::string_view> take_name();
    bool take(std::string_view);
    bool append_reference(std::string&);
    std::optional<std::string_view> space_of(std::string_view prefix) const;

    std::string_view m_left;
    std::string_view m_uncounted; // From the last place whose line was asked for.
    std::uint64_t m_line { 1 };
    std::vector<Open> m_open;
    std::vector<Binding> m_bindings;
    std::vector<Attribute> m_attributes;
    std::string m_space;
    std::string_view m_name;
    std::string_view m_ends_at_once; // The element that was just begun and has no content.
    std::string m_text;
    bool m_has_root { false };
    bool m_is_utf8 { true };
    Refused m_refused { worker::REFUSAL_MALFORMED, "not well-formed XML" };
};

}
