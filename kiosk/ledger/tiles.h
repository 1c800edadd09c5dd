// SPDX-License-Identifier: MIT
// C2SP tlog-tiles: the tree's hashes in tiles of 256, so that other people's tools can audit it.
#pragma once

#include "kiosk/ledger/merkle.h"

#include <optional>
#include <string>

namespace ledger {

inline constexpr std::uint64_t tile_width = 256;
inline constexpr unsigned tile_height = 8; // Of the tree, between one level and the next.

struct TileName {
    unsigned level { 0 };
    std::uint64_t index { 0 };
    unsigned width { 0 }; // Hashes in it, up to 256.
};

// "tile/L/x001/x234/067", with ".p/W" for a tile of only W hashes.
std::string tile_path(const TileName&);
std::optional<TileName> parse_tile_path(std::string_view); // Only what tile_path writes.

struct Tile {
    TileName name;
    base::Bytes bytes;
};

// A tree that grows leaf by leaf and holds no more than its right edge: fewer than 256 hashes of
// each level.
class TileTree {
public:
    // Gives the full tiles that this leaf completed.
    std::vector<Tile> append(const Hash& leaf);

    std::uint64_t size() const { return m_frontier.size(); }
    Hash root() const { return m_frontier.root(); }
    std::vector<Tile> edge() const; // The tiles that are not full.
    std::span<const Hash> edge_of(unsigned level) const; // Empty if there are none.

private:
    Frontier m_frontier;
    std::vector<std::vector<Hash>> m_edge; // By level.
};

}
