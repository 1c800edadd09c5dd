// SPDX-License-Identifier: MIT
// Finds media that say they are larger than they are, without filling them.
//
// Such a medium drops what is written beyond its true size, or writes it over its own beginning
// (sector modulo size). Single sectors, each unlike all others, are written first, through all of
// what will stay free; then the volume. A dropped one is missed. One that wrapped lies where the
// volume lies now, or another of them: with a distance between them no longer than the stretch at
// the start that is written whole, there is one in the first stretch behind every possible size.
#pragma once

#include "kiosk/core/base/sha256.h"
#include "kiosk/release/fat32/block_device.h"

#include <vector>

namespace release {

struct Probes {
    base::Digest seed {}; // What they say is made of it and their place: no chance (P8).
    std::vector<std::uint64_t> sectors; // Rising; the medium's last one among them if it is free.
};

// For a medium of which the first `written` sectors will be written whole. At most `most` of them,
// evenly: fewer than the distance asks for find only those media whose size is such a part.
Probes plan_probes(
    const base::Digest& seed, std::uint64_t medium, std::uint64_t written, std::uint64_t most);

Result<void> write_probes(fat32::BlockDevice&, const Probes&);

// An Error in plain words, in English and Japanese.
Result<void> check_probes(fat32::BlockDevice&, const Probes&);

}
