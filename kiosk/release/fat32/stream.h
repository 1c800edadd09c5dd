// SPDX-License-Identifier: MIT
// For writers of file systems: numbers into sectors, and sectors onto the medium.
#pragma once

#include "kiosk/release/fat32/block_device.h"

#include <algorithm>

namespace fat32 {

inline void put_u16(std::span<std::uint8_t> at, std::uint16_t value)
{
    at[0] = static_cast<std::uint8_t>(value);
    at[1] = static_cast<std::uint8_t>(value >> 8);
}

inline void put_u32(std::span<std::uint8_t> at, std::uint32_t value)
{
    put_u16(at, static_cast<std::uint16_t>(value));
    put_u16(at.subspan(2), static_cast<std::uint16_t>(value >> 16));
}

inline void put_u64(std::span<std::uint8_t> at, std::uint64_t value)
{
    put_u32(at, static_cast<std::uint32_t>(value));
    put_u32(at.subspan(4), static_cast<std::uint32_t>(value >> 32));
}

inline void put_text(std::span<std::uint8_t> at, std::string_view text)
{
    std::ranges::copy(base::view_of(text), at.begin());
}

// Collects what follows on the medium and writes it in large blocks.
class Stream {
public:
    Stream(BlockDevice& device, std::uint64_t sector)
        : m_device(device)
        , m_sector(sector)
    {
    }

    Result<void> add(base::View bytes)
    {
        while (!bytes.empty()) {
            auto part = bytes.first(std::min(bytes.size(), m_block.size() - m_filled));
            std::ranges::copy(part, m_block.begin() + static_cast<std::ptrdiff_t>(m_filled));
            m_filled += part.size();
            bytes = bytes.subspan(part.size());
            if (m_filled == m_block.size())
                TRY(flush());
        }
        return {};
    }

    // Zeros up to a multiple of `unit` bytes, counted from the start.
    Result<void> pad(std::uint64_t unit)
    {
        auto behind = (m_written + m_filled) % unit;
        return behind == 0 ? Result<void> {} : zeros(unit - behind);
    }

    Result<void> zeros(std::uint64_t count)
    {
        base::Bytes none(std::min<std::uint64_t>(count, 1 << 16));
        for (; count > 0; count -= std::min<std::uint64_t>(count, none.size()))
            TRY(add(base::View(none).first(std::min<std::uint64_t>(count, none.size()))));
        return {};
    }

    Result<void> flush()
    {
        auto bytes = base::View(m_block).first(m_filled);
        TRY(m_device.write_at(m_sector, bytes));
        m_sector += m_filled / sector_bytes;
        m_written += m_filled;
        m_filled = 0;
        return {};
    }

private:
    static constexpr std::uint64_t block_sectors = 2048; // 1 MiB at a time.

    BlockDevice& m_device;
    std::uint64_t m_sector;
    std::uint64_t m_written { 0 };
    base::Bytes m_block = base::Bytes(block_sectors * sector_bytes);
    std::size_t m_filled { 0 };
};

}
