// SPDX-License-Identifier: MIT
// A second look at a FAT folder. libtsk silently leaves out an entry that it finds implausible (a
// size or a cluster beyond the volume), which another system would show.
#pragma once

#include "kiosk/intake/volume/table.h"

#include <optional>

namespace volume {

// Entries in use (FAT specification 1.03 section 6) without ".", ".." and labels; nothing if the
// folder cannot be read, or is not of FAT12, FAT16 or FAT32.
std::optional<std::size_t> count_fat_entries(Image&, const Volume&, TSK_INUM_T folder);

}
