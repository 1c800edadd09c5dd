// SPDX-License-Identifier: MIT
// C2SP tlog-tiles: the tree's hashes in tiles of 256, so that other people's tools can audit it.
#pragma once

#include "kiosk/ledger/merkle.h"

#include <string>

namespace ledger {

inline constexpr std::uint64_t tile_width = 256;

// "tile/L/x001/x234/067", with ".p/W" for a tile of only W hashes.
std::string tile_path(unsigned level, std::uint64_t index, unsigned width);

struct Tile {
    std::string path;
    base::Bytes bytes;
};

// Those that growing from `old_size` to leaves.size() made or changed.
std::vector<Tile> tiles_between(std::span<const Hash> leaves, std::uint64_t old_size);

}
