// SPDX-License-Identifier: MIT
#include "sanitizer/decode/html/parse.h"

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <new>

namespace html {

static constexpr std::size_t block_size = 1 << 20;
static constexpr std::size_t alignment = alignof(std::max_align_t);

void* Arena::take(std::size_t size)
{
    if (size > m_left)
        return nullptr;
    size = (size + alignment - 1) / alignment * alignment;
    if (size > m_left_in_block) {
        auto fresh = std::max(block_size, size);
        if (fresh > m_left)
            return nullptr;
        auto* block = new (std::nothrow) std::byte[fresh];
        if (block == nullptr)
            return nullptr;
        m_blocks.emplace_back(block);
        m_left -= fresh;
        m_left_in_block = fresh;
        m_next = block;
    }
    auto* taken = m_next;
    m_next += size;
    m_left_in_block -= size;
    return taken;
}

namespace {

struct Parsing {
    Arena& arena;
    std::jmp_buf too_large;
};

}

// gumbo does not look at what its allocator returns, so there is no way back but this jump, over
// frames of C alone.
static void* take_or_jump(void* parsing, std::size_t size)
{
    auto* state = static_cast<Parsing*>(parsing);
    if (auto* taken = state->arena.take(size))
        return taken;
    // NOLINTNEXTLINE(cert-err52-cpp): see above.
    std::longjmp(state->too_large, 1);
}

const GumboNode* parse(std::string_view utf8, Arena& arena)
{
    Parsing parsing { arena, {} };
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take_or_jump;
    options.deallocator = [](void*, void*) {};
    options.userdata = &parsing;
    options.max_errors = 0;
    // NOLINTNEXTLINE(cert-err52-cpp): gumbo knows no other way back.
    if (setjmp(parsing.too_large) != 0)
        return nullptr;
    return gumbo_parse_with_options(&options, utf8.data(), utf8.size())->document;
}

}
