// SPDX-License-Identifier: MIT
#include "tests/unit/fat32/memory_device.h"

#include <algorithm>

Result<void> MemoryDevice::write_at(std::uint64_t sector, base::View bytes)
{
    TRY(fat32::check_range(m_sectors, sector, bytes.size()));
    if (m_left <= 0)
        return no_power();
    --m_left;
    ++m_writes;
    for (; !bytes.empty(); bytes = bytes.subspan(512), ++sector) {
        auto one = bytes.first(512);
        if (std::ranges::all_of(one, [](auto byte) { return byte == 0; }))
            m_content.erase(sector);
        else
            m_content[sector].assign(one.begin(), one.end());
    }
    return {};
}

Result<void> MemoryDevice::read_at(std::uint64_t sector, std::span<std::uint8_t> into)
{
    TRY(fat32::check_range(m_sectors, sector, into.size()));
    for (; !into.empty(); into = into.subspan(512), ++sector)
        std::ranges::copy(this->sector(sector), into.begin());
    return {};
}

base::Bytes MemoryDevice::sector(std::uint64_t number)
{
    auto found = m_content.find(number);
    return found == m_content.end() ? base::Bytes(512) : found->second;
}

void MemoryDevice::flip(std::uint64_t number, std::size_t byte)
{
    auto content = sector(number);
    content[byte] ^= 1;
    m_content[number] = content;
}
