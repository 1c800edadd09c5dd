// SPDX-License-Identifier: MIT
// The tiles on disk against the tree that the entries give. Those of the checkpoint's size must be
// there; a part of a tile may have become a full one since. Whatever else lies beneath tile/ must
// be a true part of the tree, or a file that was being written ("….new").
#pragma once

#include "kiosk/ledger/disk.h"
#include "kiosk/ledger/tiles.h"

#include <map>

namespace ledger {

class TileCheck {
public:
    explicit TileCheck(Disk& disk)
        : m_disk(disk)
    {
    }
    Result<void> begin(); // Looks what is there.
    void check(const std::vector<Tile>& full); // As the tree completes them.
    void require_edge(const TileTree&); // The tree has the checkpoint's size.
    void reach_end(const TileTree&);
    std::vector<std::string> finish(); // What is wrong.

private:
    using Place = std::pair<unsigned, std::uint64_t>; // Level, index.
    bool is_on_disk(const TileName&, base::View bytes);
    void check_others(const Tile&);
    void complain(const TileName&);

    Disk& m_disk;
    std::map<Place, std::vector<unsigned>> m_there; // Widths.
    bool m_is_required { true }; // Until the checkpoint's size is reached.
    std::vector<std::string> m_wrong;
};

}
