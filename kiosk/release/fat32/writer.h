// SPDX-License-Identifier: MIT
// Writes a planned FAT32 medium, sector by sector, with nothing in memory but one block.
//
// Until its first_sector() is written, last of all, that is zero: nothing takes it for a file
// system, whenever the power goes. All of every cluster that is used is written; what the medium
// held before shows nowhere in a file or folder.
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

// Sectors before the partition that belong to the medium and not to what is written on it
// (kiosk/release/mark.h). They stay as they are.
inline constexpr std::uint32_t kept_start = partition_start - 8;

// No trace of another partition table: not at the start, and not its copy at the end (GPT). The
// very first sector goes first, and for good, before anything else. Synced.
Result<void> wipe(BlockDevice&);

// On a wiped medium: everything but the first sector, synced. `done` is told each file that was
// written.
Result<void> write_volume(BlockDevice&, const Plan&, const Stamp&, const ReadFile&,
    const std::function<void(std::uint32_t file)>& done);

// The first sector: once it is written the medium is one.
base::Bytes first_sector(const Plan&, const Stamp&);

}
