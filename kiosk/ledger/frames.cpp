// SPDX-License-Identifier: MIT
#include "kiosk/ledger/frames.h"

#include <array>

namespace ledger {

static constexpr std::array<std::uint32_t, 256> make_table()
{
    std::array<std::uint32_t, 256> table {};
    for (std::uint32_t i = 0; i < 256; ++i) {
        auto value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) != 0 ? (value >> 1) ^ 0x82F63B78u : value >> 1;
        table[i] = value;
    }
    return table;
}

std::uint32_t crc32c(base::View bytes)
{
    static constexpr auto table = make_table();
    std::uint32_t crc = 0xFFFFFFFFu;
    for (auto byte : bytes)
        crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

void append_frame(base::Bytes& log, base::View entry)
{
    base::append_u32_be(log, static_cast<std::uint32_t>(entry.size()));
    base::append(log, entry);
    base::append_u32_be(log, crc32c(entry));
}

Frames read_frames(base::View log)
{
    Frames frames;
    base::Reader reader(log);
    while (!reader.at_end()) {
        auto length = reader.u32_be();
        if (!length || length.value() == 0 || length.value() > largest_entry)
            break;
        auto entry = reader.take(length.value());
        auto crc = reader.u32_be();
        if (!entry || !crc || crc.value() != crc32c(entry.value()))
            break;
        frames.entries.push_back(entry.value());
        frames.good_bytes = reader.position();
    }
    return frames;
}

}
