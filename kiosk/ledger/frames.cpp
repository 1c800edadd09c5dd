// SPDX-License-Identifier: MIT
#include "kiosk/ledger/frames.h"

#include <algorithm>
#include <array>

namespace ledger {

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

// Eight tables, so that eight bytes are taken at a time.
static constexpr Tables make_tables()
{
    Tables tables {};
    for (std::uint32_t i = 0; i < 256; ++i) {
        auto value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) != 0 ? (value >> 1) ^ 0x82F63B78u : value >> 1;
        tables[0][i] = value;
    }
    for (std::size_t t = 1; t < 8; ++t) {
        for (std::size_t i = 0; i < 256; ++i)
            tables[t][i] = (tables[t - 1][i] >> 8) ^ tables[0][tables[t - 1][i] & 0xFF];
    }
    return tables;
}

std::uint32_t crc32c(base::View bytes)
{
    static constexpr auto tables = make_tables();
    std::uint32_t crc = 0xFFFFFFFFu;
    for (; bytes.size() >= 8; bytes = bytes.subspan(8)) {
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            auto byte = i < 4 ? bytes[i] ^ ((crc >> (8 * i)) & 0xFF) : bytes[i];
            next ^= tables[7 - i][byte];
        }
        crc = next;
    }
    for (auto byte : bytes)
        crc = tables[0][(crc ^ byte) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

void append_frame(base::Bytes& log, base::View entry)
{
    base::append_u32_be(log, static_cast<std::uint32_t>(entry.size()));
    base::append(log, entry);
    base::append_u32_be(log, crc32c(entry));
}

std::optional<base::View> front_frame(base::View bytes)
{
    base::Reader reader(bytes);
    auto length = reader.u32_be();
    if (!length || length.value() == 0 || length.value() > largest_entry)
        return std::nullopt;
    auto entry = reader.take(length.value());
    auto crc = reader.u32_be();
    if (!entry || !crc || crc.value() != crc32c(entry.value()))
        return std::nullopt;
    return entry.value();
}

Result<std::optional<base::View>> FrameStream::next()
{
    constexpr std::uint64_t block = 1 << 20;
    constexpr auto largest_frame = largest_entry + frame_overhead;
    auto left_in_block = [&] { return m_block_begin + m_block.size() - m_position; };
    if (m_position < m_end
        && left_in_block() < std::min<std::uint64_t>(largest_frame, m_end - m_position)) {
        m_block
            = TRY(m_disk.read_part(entries_path, m_position, std::min(block, m_end - m_position)));
        m_block_begin = m_position;
    }
    if (m_position >= m_end)
        return std::optional<base::View> {};
    auto entry = front_frame(base::View(m_block).subspan(m_position - m_block_begin));
    if (entry)
        m_position += entry->size() + frame_overhead;
    return entry;
}

}
