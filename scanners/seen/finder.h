// SPDX-License-Identifier: MIT
// Finds web and mail addresses in text as a person reads it: with a scheme or "www.", shared
// folders, in full-width letters, with Japanese around them or within. Whatever has "://" is one;
// defanged ones ("hxxp:", "[.]") are left alone.
#pragma once

#include "scanners/seen/findings.h"

#include <string>

namespace seen {

// Text comes in pieces that may end anywhere, a word with them.
class Finder {
public:
    static constexpr std::size_t most_held = 4'096; // Code points.
    static constexpr std::size_t most_beginning = 400;
    static constexpr std::size_t longest = 2'000; // Of an address; what follows is text again.

    void take(char32_t);
    void take(std::string_view utf8); // Whole characters.
    void break_off() { take(U' '); } // No address goes on beyond this.
    void take_target(std::string_view utf8) { m_findings.add_target(utf8); }
    // What a document says of itself where nobody sees it: for its labels alone.
    void take_property(std::string_view utf8);

    // Classification labels are looked for among the first words, and among those from here on.
    void begin_part();

    // Once all has been taken, or to begin another text.
    const Findings& finish();

private:
    enum class More { Follows, None };
    void look(More);

    std::u32string m_text;
    std::u32string m_beginning;
    Findings m_findings;
};

}
