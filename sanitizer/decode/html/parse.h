// SPDX-License-Identifier: MIT
// gumbo, in an arena: its tree is as large as we allow, and gone at once.
#pragma once

#include <gumbo.h>
#include <memory>
#include <string_view>
#include <vector>

namespace html {

class Arena {
public:
    explicit Arena(std::size_t limit)
        : m_left(limit)
    {
    }

    void* take(std::size_t); // nullptr once the limit is reached.

private:
    std::size_t m_left;
    std::size_t m_left_in_block { 0 };
    std::byte* m_next { nullptr };
    std::vector<std::unique_ptr<std::byte[]>> m_blocks;
};

// The tree lives in the arena and points into `utf8`. nullptr: the arena is too small for it.
const GumboNode* parse(std::string_view utf8, Arena&);

}
