// SPDX-License-Identifier: MIT
// Writes a planned FAT32 medium, sector by sector, with nothing in memory but one block.
//
// Until seal() the medium's first sector is zero: nothing takes it for a file system, whenever the
// power goes. All of every cluster that is used is written; what the medium held before shows
// nowhere in a file or folder.
#pragma once

#include "kiosk/release/fat32/block_device.h"
#include "kiosk/release/fat32/plan.h"

#include <functional>

namespace fat32 {

// What other writers take from the clock and from chance; ours comes from what is written (P8).
struct Stamp {
    std::uint16_t date { 0x0021 }; // As FAT has it: 1980-01-01.
    std::uint16_t time { 0 };
    std::uint32_t serial { 0 }; // Of the volume.
    std::uint32_t disk { 0 }; // In the MBR.
};

// Fills `into` with a file's bytes from `offset` on; `file` counts as in plan_for().
using ReadFile = std::function<Result<void>(
    std::uint32_t file, std::uint64_t offset, std::span<std::uint8_t> into)>;

// Everything but the first sector, synced. `done` is told each file that was written.
Result<void> write_volume(BlockDevice&, const Plan&, const Stamp&, const ReadFile&,
    const std::function<void(std::uint32_t file)>& done);

// The first sector: from here on the medium is one. Synced.
Result<void> seal(BlockDevice&, const Plan&, const Stamp&);

}
