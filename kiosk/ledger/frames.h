// SPDX-License-Identifier: MIT
// entries.log: one frame after another, each `u32be length, entry, u32be CRC-32C (RFC 3720 B.4)`.
#pragma once

#include "kiosk/ledger/disk.h"

#include <optional>

namespace ledger {

inline constexpr std::size_t largest_entry = 65'535; // C2SP tlog-tiles counts in 16 bits.
inline constexpr std::size_t frame_overhead = 8;
inline constexpr auto entries_path = "entries.log";

std::uint32_t crc32c(base::View);
void append_frame(base::Bytes&, base::View entry);

// The entry of the frame that `bytes` begin with, if they begin with a whole one.
std::optional<base::View> front_frame(base::View bytes);

// The entries of entries.log in order, in bounded memory.
class FrameStream {
public:
    FrameStream(Disk& disk, std::uint64_t begin, std::uint64_t end)
        : m_disk(disk)
        , m_position(begin)
        , m_end(end)
        , m_block_begin(begin)
    {
    }

    // Valid until the next call. Nothing at the end, and before bytes that are no whole frame.
    Result<std::optional<base::View>> next();

    std::uint64_t position() const { return m_position; } // Behind the last whole frame.

private:
    Disk& m_disk;
    std::uint64_t m_position;
    std::uint64_t m_end;
    base::Bytes m_block;
    std::uint64_t m_block_begin;
};

}
