// SPDX-License-Identifier: MIT
// What a rewritten text is, and what did not come along.
#pragma once

#include "sanitizer/decode/charset/encoding.h"
#include "scanners/seen/findings.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

namespace charset {

// The order is that of cleaned.proto.
enum class Removal : std::uint8_t {
    Control,
    EscapeSequence, // ESC, with the rest of an ECMA-48 control sequence ("ESC [ 31 m").
    Bidi,
    Invisible,
    Variation,
    PrivateUse, // Replaced by U+3013, the geta mark that printers set for a missing type.
    Invalid, // Replaced by U+FFFD.
    Formula, // A spreadsheet cell that began as one; it got an apostrophe.
    SeparatorLine, // "sep=;" above a table.
    Script, // From here on: elements of a web page.
    Style,
    Hidden, // Text that a browser would not show.
    Frame, // Frames and embedded objects.
    Image,
    Form,
};
inline constexpr std::size_t removal_count = 15;

struct Removed {
    std::uint64_t count { 0 };
    std::uint64_t first_line { 0 }; // From 1; 0: not known.
    std::uint64_t last_line { 0 }; // Likewise; not before the first.
};

class Removals {
public:
    const Removed& of(Removal what) const { return m_removed[std::size_t(what)]; }

    void add(Removal what, std::uint64_t line) { add(what, { 1, line, line }); }

    void add(Removal what, const Removed& more)
    {
        auto& removed = m_removed[std::size_t(what)];
        removed.count += more.count;
        if (more.first_line == 0)
            return;
        if (removed.first_line == 0 || more.first_line < removed.first_line)
            removed.first_line = more.first_line;
        removed.last_line = std::max(removed.last_line, more.last_line);
    }

    void take_over(const Removals& from, Removal what)
    {
        m_removed[std::size_t(what)] = from.of(what);
    }

private:
    std::array<Removed, removal_count> m_removed {};
};

struct Report {
    Encoding encoding { Encoding::Ascii };
    std::uint64_t bytes { 0 }; // Written.
    std::uint64_t points { 0 }; // Characters read.
    Removals removals;
    std::uint64_t links { 0 }; // That became plain text.
    seen::Findings targets; // Where they led.
};

struct Refusal {
    enum class Reason { Malformed, Limit, Empty };
    Reason reason;
    std::string detail; // Our own words.
};

using Outcome = std::variant<Report, Refusal>;

}
