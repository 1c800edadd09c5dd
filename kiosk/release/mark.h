// SPDX-License-Identifier: MIT
// What the station wrote on an output medium when it was registered, to know it again: a random
// number in the eight sectors before the partition. A serial number is printed on every box; this
// is on one medium only. Whoever holds the medium can copy it: it tells media apart, no more.
#pragma once

#include "kiosk/core/base/sha256.h"
#include "kiosk/release/fat32/block_device.h"

namespace release {

using Identity = std::array<std::uint8_t, 32>;

// The ledger and the register have the hash of it, so that neither is enough to forge one.
base::Digest hash_of(const Identity&);

Result<void> write_mark(fat32::BlockDevice&, const Identity&); // Synced.

// An Error in plain words, in English and Japanese: no mark of a station, or another one.
Result<void> check_mark(fat32::BlockDevice&, const base::Digest& expected);

}
