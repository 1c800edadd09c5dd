// SPDX-License-Identifier: MIT
// Takes out of a text what a reader cannot see or is deceived by, and counts it by kind.
#pragma once

#include "sanitizer/decode/charset/points.h"
#include "sanitizer/decode/charset/report.h"

#include <array>
#include <cstddef>
#include <span>

namespace charset {

// What becomes of a break that is no line's end to whoever reads tables: VT, as Word saves one
// within a paragraph, and the line and paragraph separators.
enum class SoftBreak { LineEnd, Kept }; // Kept as VT.

class Cleaner {
public:
    explicit Cleaner(SoftBreak soft_break = SoftBreak::LineEnd)
        : m_soft_break(soft_break)
    {
    }

    // More than it is given it can only write by this: a control sequence that was none.
    static constexpr std::size_t most_held = 66;

    // What goes out has LF for every other line end. `into` is at least `in` and most_held long;
    // returns how much of it was written. `in` may contain invalid_point.
    std::size_t clean(std::span<const char32_t> in, std::span<char32_t> into);
    std::size_t finish(std::span<char32_t> into);

    const Removals& removals() const { return m_removals; }
    std::uint64_t points() const { return m_points; } // All that came in.

private:
    enum class State { Text, AfterReturn, AfterEscape, InSequence };

    std::size_t take(char32_t, char32_t* to);
    std::size_t take_in_sequence(char32_t, char32_t* to);
    std::size_t release(char32_t* to);
    void count(Removal what) { m_removals.add(what, m_line); }

    SoftBreak m_soft_break;
    Removals m_removals;
    std::array<char32_t, most_held> m_held {};
    std::size_t m_held_count { 0 };
    std::uint64_t m_points { 0 };
    std::uint64_t m_line { 1 };
    State m_state { State::Text };
    bool m_after_han { false };
};

}
