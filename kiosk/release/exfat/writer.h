// SPDX-License-Identifier: MIT
// Writes a planned exFAT medium, as fat32/writer.h does a FAT32 one.
#pragma once

#include "kiosk/release/exfat/plan.h"
#include "kiosk/release/fat32/writer.h"

namespace exfat {

using fat32::BlockDevice, fat32::ReadFile, fat32::Stamp;

// On a wiped medium: everything but the first sector, synced. `done` is told each file.
Result<void> write_volume(BlockDevice&, const Plan&, const Stamp&, const ReadFile&,
    const std::function<void(std::uint32_t file)>& done);

// The first sector: once it is written the medium is one.
base::Bytes first_sector(const Plan&, const Stamp&);

}
