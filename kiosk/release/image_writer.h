// SPDX-License-Identifier: MIT
// Writes a manifest's files and papers as a fresh FAT32 medium, first of all into an image file.
//
// The image grows as NAME.incomplete beside its place, with a first sector of zeros: no program
// takes it for a medium. It is synced, read back through the structure by code that shares nothing
// with the writer, sealed, and only then has its name. A NAME.incomplete from an interrupted try is
// removed and begun anew.
#pragma once

#include "kiosk/release/content.h"
#include "kiosk/release/fat32/block_device.h"

namespace release {

// `writing` and `reading` are two descriptors of one medium, the second for what really lies there.
// `sectors` as in fat32::plan_for(): 0 is not for a device. Used for sticks as well.
Result<Written> write_medium(fat32::BlockDevice& writing, fat32::BlockDevice& reading,
    const base::Descriptor& outputs, const Papers&, const Progress&);

// How large an image has to be for them.
Result<std::uint64_t> sectors_for(const Papers&);

// `name` in `folder` must not exist yet, unless it is this very release, whole.
Result<Written> write_image(const base::Descriptor& folder, const std::string& name,
    const base::Descriptor& outputs, const Papers&, const Progress&);

}
