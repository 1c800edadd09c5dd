// SPDX-License-Identifier: MIT
// One file's content, from the sectors to a descriptor.
#pragma once

#include "kiosk/intake/volume/table.h"
#include "kiosk/intake/volume/walk.h"

namespace volume {

// UNREADABLE_UNSPECIFIED when all of it was written. Blocks of zeros become holes.
message::UnreadableReason copy_content(
    Image&, const Volume&, const Place&, std::uint64_t most_bytes, const base::Descriptor& into);

}
