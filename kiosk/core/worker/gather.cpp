// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/gather.h"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <sys/mman.h>

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25 // Since Linux 6.1; the C library of Debian 12 does not know it.
#endif

namespace worker {

static constexpr std::uintptr_t large_page = 2 << 20;
// A job that writes here and there takes a large page apart again: only what is mostly read gains.
static constexpr std::uintptr_t worth_it = 8 << 20;

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
        if (end >= start + worth_it)
            madvise(reinterpret_cast<void*>(start), end - start, MADV_COLLAPSE);
    }
}

}
