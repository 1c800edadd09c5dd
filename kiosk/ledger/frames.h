// SPDX-License-Identifier: MIT
// entries.log: one frame after another, each `u32be length, entry, u32be CRC-32C (RFC 3720 B.4)`.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <vector>

namespace ledger {

inline constexpr std::size_t largest_entry = 65'535; // C2SP tlog-tiles counts in 16 bits.

std::uint32_t crc32c(base::View);
void append_frame(base::Bytes&, base::View entry);

struct Frames {
    std::vector<base::View> entries; // Whole ones, in order.
    std::size_t good_bytes { 0 }; // Where the first frame begins that is not whole.
};

Frames read_frames(base::View log);

}
