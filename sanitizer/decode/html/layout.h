// SPDX-License-Identifier: MIT
// Text of a page in lines: runs of white space become one space, blocks stand apart.
#pragma once

#include <string>
#include <string_view>

namespace html {

class Layout {
public:
    void text(std::string_view utf8); // White space collapses.
    void exact(std::string_view utf8); // It does not.
    void line(); // What follows begins on a line of its own.
    void blank_line();
    void begin_row(); // A line of its own, now: its first cell may be empty.
    void end_row(); // No blank line behind it, whatever stood in its last cell.
    void tab(); // To the next cell: pending line ends are dropped.
    void begin_cell() { m_fresh = true; } // No line ends before its first text.

    const std::string& written() const { return m_text; }
    std::string take() { return std::move(m_text); }

private:
    void settle();

    std::string m_text;
    int m_line_ends { 0 }; // Pending.
    bool m_space { false }; // Pending.
    bool m_fresh { true };
};

}
