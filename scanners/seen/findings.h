// SPDX-License-Identifier: MIT
// Addresses and QR codes that a file shows or leads to, for the person who says yes to it.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace seen {

enum class Kind { Link, Address, Code, Label }; // Of the web, of mail; a QR code's text; 機密性2.
// Shown as words; where a click leads; in a code; in what a document says of itself unseen.
enum class Where { Text, Target, Code, Property };

struct Found {
    Kind kind;
    Where where;
    std::string text; // UTF-8 that may be shown; cut with "…" if it was longer, but its host whole.
    std::string host; // In ASCII, where a person may take another for it by `text`.
};

// The first of each kind and place, each once, then one for each host that is new; and how many
// different ones there were.
class Findings {
public:
    static constexpr std::size_t most_listed = 30; // Of a kind, shown; as many that links lead to.
    static constexpr std::size_t most_hosts = 20; // Of a kind, once those are full.
    static constexpr std::size_t most_points = 300; // Of one, unless its host is very long.
    static constexpr std::size_t most_counted = 10'000; // Of a kind; then it says as many.

    void add(Kind, Where, std::u32string_view);
    void add(Kind, Where, std::string_view utf8);
    // Where a click leads, as the file has it: a mail address behind "mailto:", else a link.
    void add_target(std::string_view utf8);

    const std::vector<Found>& listed() const { return m_listed; }
    std::uint64_t count(Kind kind) const { return m_counts[static_cast<std::size_t>(kind)]; }

private:
    std::vector<Found> m_listed;
    std::array<std::set<std::string>, 4> m_hosts; // Of those that are listed.
    std::size_t m_rooms[4][4] {}; // How many came in by kind and place.
    std::size_t m_host_rooms[4] {};
    std::set<std::uint64_t> m_others; // Digests of those that had no room.
    std::uint64_t m_counts[4] {};
};

}
