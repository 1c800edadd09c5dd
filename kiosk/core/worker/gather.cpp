// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/gather.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <memory>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25 // Since Linux 6.1; the C library of Debian 12 does not know it.
#endif

namespace worker {

static constexpr std::uintptr_t large_page = 2 << 20;
// A job that writes here and there takes a large page apart again: only what is mostly read gains.
// A library's tables are; of the heap that is true where it is large.
static constexpr std::uintptr_t tables_worth_it = 4 << 20;
static constexpr std::uintptr_t heap_worth_it = 16 << 20;

// One by one: a page that the kernel is busy with must not leave all behind it small.
static void collapse(std::uintptr_t start, std::uintptr_t end)
{
    constexpr int most_tries = 3;
    for (auto page = start; page < end; page += large_page) {
        for (int tries = 0; tries < most_tries; ++tries) {
            // NOLINTNEXTLINE(performance-no-int-to-ptr): the kernel gave it as text.
            if (madvise(reinterpret_cast<void*>(page), large_page, MADV_COLLAPSE) == 0)
                break;
        }
    }
}

void gather_pages()
{
#ifdef SEKISHO_SANITIZE
    return; // The sanitizers map terabytes that are never there.
#endif
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> maps(
        std::fopen("/proc/self/maps", "re"), std::fclose);
    char line[4352];
    while (maps && std::fgets(line, sizeof line, maps.get())) {
        std::uintptr_t start = 0;
        std::uintptr_t end = 0;
        unsigned long file = 0;
        char rights[5] {};
        // NOLINTNEXTLINE(cert-err34-c): the kernel wrote it.
        if (std::sscanf(line, "%lx-%lx %4s %*x %*s %lu", &start, &end, rights, &file) != 4
            || file != 0 || std::strcmp(rights, "rw-p") != 0 || std::strstr(line, "[stack]"))
            continue;
        start = (start + large_page - 1) & ~(large_page - 1);
        end &= ~(large_page - 1);
        if (end >= start + (std::strstr(line, "[heap]") ? heap_worth_it : tables_worth_it))
            collapse(start, end);
    }
}

void fill_holes()
{
#ifndef SEKISHO_SANITIZE // Its allocator has no such end.
    constexpr std::size_t largest = 64 << 10; // Larger holes than this do not scatter anything.
    auto* end = static_cast<char*>(sbrk(0)) - mallinfo2().keepcost;
    for (auto size = largest; size >= 16; size = size > 1024 ? size / 2 : size - 16) {
        for (;;) {
            auto* taken = static_cast<char*>(std::malloc(size));
            if (!taken || taken >= end) {
                std::free(taken);
                break;
            }
        }
    }
#endif
}

}
