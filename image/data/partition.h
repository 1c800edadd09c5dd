// SPDX-License-Identifier: MIT
// The partition of what the station keeps: it is made new while nothing has ever been in it, and
// never again. Who made us take it for empty would have us erase the ledger.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <cstdint>

namespace data {

enum class Content {
    Marked, // Whoever made the disk says so, or we did before a making that was cut off.
    Blank, // Zero in each place where anything would have left something.
    Encrypted, // LUKS2, by its first bytes. Whether it is ours, its key shows.
    Unreadable, // Anything else: what broke, somebody else's data, a file system in the open.
};

// At the end, no part of the file system. Its first sector has the mark, or zeros.
inline constexpr std::uint64_t reserved = 1 << 20;

Result<Content> look_at(const base::Descriptor& partition);

// Before anything is made in it, and once all is: cut off in between, it is begun anew at the next
// start. Nothing is used before the mark is gone.
Result<void> mark(const char* path);
Result<void> take_mark_away(const char* path);

}
