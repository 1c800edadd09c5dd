// SPDX-License-Identifier: MIT
// Executable memory. LibreOffice makes code at run time where it shows an object of its own to a
// script or an extension; the sandbox would end the process at that, so a job is told that there is
// no such memory.
//
// These stand before the C library's own (CMakeLists.txt exports them). The sandbox does not rely
// on them.
#include "sanitizer/decode/office/locked_in.h"

#include <cerrno>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" int mprotect(void* start, std::size_t size, int protection) noexcept
{
    if ((protection & PROT_EXEC) != 0 && office::is_locked_in()) {
        errno = EPERM;
        return -1;
    }
    return static_cast<int>(syscall(SYS_mprotect, start, size, protection));
}

extern "C" void* mmap(
    void* start, std::size_t size, int protection, int flags, int file, off_t offset) noexcept
{
    if ((protection & PROT_EXEC) != 0 && office::is_locked_in()) {
        errno = EPERM;
        return MAP_FAILED;
    }
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the kernel gives it so.
    return reinterpret_cast<void*>(syscall(SYS_mmap, start, size, protection, flags, file, offset));
}
