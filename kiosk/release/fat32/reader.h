// SPDX-License-Identifier: MIT
// Reads a FAT32 medium of ours back, by the specification and not by the plan that it was written
// from: of the writer's code this shares the device and nothing else. It takes only what the writer
// makes; anything besides is an Error.
#pragma once

#include "kiosk/core/base/sha256.h"
#include "kiosk/release/fat32/block_device.h"

#include <functional>

namespace fat32 {

struct Found {
    std::string path; // UTF-8, "/" between components.
    std::uint64_t size { 0 };
    base::Digest sha256 {};
};

enum class FirstSector { NotYet, Written }; // Whether the MBR is there to be read, too.

// Every file of the volume that starts at sector 2048, with the hash of what its clusters hold.
// Also proves: both tables are equal, each cluster is used once and by somebody, the free count is
// right, the boot sector's copy is one, no folder holds a name twice, nothing stands in the sectors
// before the partition (but for those that are kept) and in the reserved ones.
Result<void> read_volume(
    BlockDevice&, FirstSector, const std::function<Result<void>(const Found&)>& each);

}
