// SPDX-License-Identifier: MIT
// Reads an exFAT medium of ours back, by the specification and not by the plan that it was written
// from: of the writer's code this shares the device and nothing else. It takes only what the writer
// makes; anything besides is an Error.
#pragma once

#include "kiosk/release/fat32/reader.h"

namespace exfat {

// As fat32::read_volume(). Also proves: both boot regions are one and have their sum, the bitmap
// says what is used and nothing else, the up-case table has its sum and makes the names' hashes,
// every set of entries has its sum, no folder holds a name twice.
Result<void> read_volume(fat32::BlockDevice&, fat32::FirstSector,
    const std::function<Result<void>(const fat32::Found&)>& each);

}
