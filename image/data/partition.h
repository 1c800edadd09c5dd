// SPDX-License-Identifier: MIT
// The partition of what the station keeps: it gets a file system while nothing has ever been in it,
// and never again. Who made us take it for empty would have us erase the ledger.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <cstdint>

namespace data {

enum class Content {
    Marked, // Whoever made the disk says so, or we did before a formatting that was cut off.
    Blank, // Zero in each place where a file system would have left something.
    FileSystem, // ext4 that calls itself whole. Whether it is, mounting shows.
    Unreadable, // Anything else: a file system that broke, somebody else's data.
};

// At the end, no part of the file system. Its first sector has the mark, or zeros.
inline constexpr std::uint64_t reserved = 1 << 20;

Result<Content> look_at(const base::Descriptor& partition);

// Marks the partition, makes a file system of all but the reserved part, takes the mark away. Cut
// off anywhere, it is begun anew at the next start: nothing is mounted before the mark is gone.
Result<void> format(const char* path);

}
