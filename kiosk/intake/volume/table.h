// SPDX-License-Identifier: MIT
// The volumes of a medium: MBR with extended partitions, GPT (UEFI 2.10 section 5), or none.
#pragma once

#include "kiosk/intake/volume/handles.h"
#include "kiosk/intake/volume/image.h"
#include "kiosk/intake/volume/volume.pb.h"

#include <string>

namespace volume {

struct Volume {
    FileSystem fs; // Nothing where we know no file system.
    message::FileSystem type { message::FILE_SYSTEM_UNKNOWN };
    std::string label; // As the medium spells it.
    Range range;
};

struct Table {
    std::vector<Volume> volumes; // By offset.
    std::vector<message::Finding> findings;
};

// All that can be read is taken: every partition, the medium as a whole, and each file system where
// more than one claims the same place. What contradicts itself becomes a finding.
Table read_table(Image&);

message::Finding finding(message::FindingKind, std::uint64_t offset, std::uint64_t bytes);

}
