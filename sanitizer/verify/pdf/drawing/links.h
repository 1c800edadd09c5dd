// SPDX-License-Identifier: MIT
// Links to pages and to http and https, and the outline, as our writer makes them.
#pragma once

#include "sanitizer/verify/pdf/cursor.h"
#include "sanitizer/verify/pdf/verifier.h"

#include <vector>

namespace verify_pdf {

// The annotations of one page, from behind the bracket. `last_target` grows to the largest page,
// from 1, that one leads to, the findings by the others' addresses.
Result<void> check_links(
    Cursor&, std::uint64_t& last_target, seen::Findings&, Addresses = Addresses::Web);

// The outline's objects in the order of a reader's eye, numbered from `root` up.
class Bookmarks {
public:
    explicit Bookmarks(std::uint64_t root)
        : m_root(root)
    {
    }

    Result<void> read_root(Cursor&);
    Result<void> read_one(Cursor&);
    bool expects_more() const { return m_known.size() <= m_furthest; }
    Result<void> check(std::uint64_t& last_target) const; // Once all are read.

private:
    struct Entry { // Places counted from the root.
        std::uint64_t parent { 0 };
        std::uint64_t previous { 0 };
        std::uint64_t next { 0 };
        std::uint64_t first { 0 };
        std::uint64_t last { 0 };
        std::uint64_t kids { 0 };
    };
    Result<std::uint64_t> read_place(Cursor&, std::string_view key);
    Result<void> read_kids(Cursor&, Entry&, std::string_view sign);

    std::uint64_t m_root;
    std::uint64_t m_furthest { 0 };
    std::uint64_t m_last_target { 0 };
    std::vector<Entry> m_known;
};

}
