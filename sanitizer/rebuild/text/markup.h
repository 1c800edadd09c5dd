// SPDX-License-Identifier: MIT
// Takes the words out of XML and its relatives (XML 1.0, fifth edition): no element, no attribute,
// no instruction and no entity of the document's own comes along. Nothing is expanded.
#pragma once

#include "sanitizer/decode/charset/report.h"

#include <span>
#include <string>

namespace rebuild_text {

class MarkupReader {
public:
    // At most this much more comes out than goes in: a reference that was none.
    static constexpr std::size_t most_held = 16;

    // Characters in, words out; `into` is at least `in` and most_held long. Returns how much of it
    // was written. Blanks between elements become one blank or one line end.
    std::size_t take(std::span<const char32_t> in, std::span<char32_t> into);
    std::size_t finish(std::span<char32_t> into);

    bool is_whole() const { return m_state == State::Text; } // Nothing was left open.
    const charset::Removals& removals() const { return m_removals; } // Script and Style.

private:
    enum class State {
        Text,
        Reference, // &...
        Open, // <
        Bang, // <!, to tell what it begins
        Comment,
        Section, // CDATA
        Instruction,
        Declaration,
        Tag,
        Dropped // The content of a script or style element.
    };

    void take_one(char32_t);
    void take_in_tag(char32_t);
    void take_in_declaration(char32_t);
    void take_reference(char32_t);
    void take_dropped(char32_t);
    void open(char32_t);
    void bang(char32_t);
    void end_tag();
    void enter(State);
    bool ends_with(std::u32string_view) const;
    void remember(char32_t);
    void put(char32_t);
    void put_blank(char32_t);

    State m_state { State::Text };
    std::u32string m_held; // Of a reference, a name, or what could end the present state.
    std::u32string m_dropped; // The element whose content is dropped.
    char32_t m_quote { 0 };
    char32_t m_last { 0 }; // Within a tag.
    bool m_name_ended { false };
    std::size_t m_depth { 0 }; // Of brackets in a declaration.
    char32_t m_blank { 0 }; // Owed, if another word follows.
    bool m_began { false };
    std::uint64_t m_line { 1 };
    charset::Removals m_removals;
    std::span<char32_t> m_into;
    std::size_t m_written { 0 };
};

}
