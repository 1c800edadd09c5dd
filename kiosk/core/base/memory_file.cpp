// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MFD_NOEXEC_SEAL // Linux 6.3; Debian 12's headers are older.
#define MFD_NOEXEC_SEAL 0x0008U
#endif

namespace base {

Result<Descriptor> create_memory_file(const char* label)
{
    Descriptor file(memfd_create(label, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL));
    if (!file && errno == EINVAL)
        file = Descriptor(memfd_create(label, MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file)
        return system_error("memfd_create");
    return file;
}

Result<void> seal(const Descriptor& file)
{
    if (fcntl(file.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL)
        != 0)
        return system_error("seal");
    return {};
}

Result<Descriptor> sealed_memory_file(const char* label, View bytes)
{
    auto file = TRY(create_memory_file(label));
    TRY(write_fully_at(file, 0, bytes));
    TRY(seal(file));
    return file;
}

Result<Mapping> Mapping::of(const Descriptor& file, std::uint64_t limit)
{
    auto size = TRY(size_of(file));
    if (size > limit)
        return Error { "a file larger than its limit" };
    Mapping mapping;
    if (size == 0)
        return mapping;
    void* start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (start == MAP_FAILED)
        return system_error("mmap");
    mapping.m_start = start;
    mapping.m_size = size;
    return mapping;
}

Mapping::Mapping(Mapping&& other) noexcept
    : m_start(std::exchange(other.m_start, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

Mapping& Mapping::operator=(Mapping&& other) noexcept
{
    std::swap(m_start, other.m_start);
    std::swap(m_size, other.m_size);
    return *this;
}

Mapping::~Mapping()
{
    if (m_start)
        munmap(m_start, m_size);
}

}
