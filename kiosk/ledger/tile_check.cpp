// SPDX-License-Identifier: MIT
#include "kiosk/ledger/tile_check.h"

#include <algorithm>

namespace ledger {

static constexpr std::size_t enough = 100; // Complaints.

Result<void> TileCheck::begin()
{
    auto paths = TRY(m_disk.list("tile"));
    std::ranges::sort(paths);
    for (const auto& path : paths) {
        if (path.ends_with(".new"))
            continue;
        if (auto name = parse_tile_path(path))
            m_there[{ name->level, name->index }].push_back(name->width);
        else if (m_wrong.size() < enough)
            m_wrong.push_back("a file that is no tile");
    }
    return {};
}

void TileCheck::complain(const TileName& name)
{
    if (m_wrong.size() < enough)
        m_wrong.push_back(tile_path(name) + " does not fit the entries");
}

bool TileCheck::is_on_disk(const TileName& name, base::View bytes)
{
    auto read = m_disk.read(tile_path(name));
    return read && std::ranges::equal(read.value(), bytes);
}

// Whatever is there of this tile is its beginning.
void TileCheck::check_others(const Tile& tile)
{
    auto there = m_there.find({ tile.name.level, tile.name.index });
    if (there == m_there.end())
        return;
    for (auto width : there->second) {
        TileName name { tile.name.level, tile.name.index, width };
        auto exists = m_disk.exists(tile_path(name));
        bool is_gone = !exists || !exists.value();
        if (width < tile.name.width && !is_gone
            && !is_on_disk(name, base::View(tile.bytes).first(width * sizeof(Hash))))
            complain(name);
        if (width > tile.name.width)
            complain(name);
    }
    m_there.erase(there);
}

void TileCheck::check(const std::vector<Tile>& full)
{
    for (const auto& tile : full) {
        auto there = m_there.find({ tile.name.level, tile.name.index });
        bool is_there
            = there != m_there.end() && std::ranges::count(there->second, tile_width) != 0;
        if ((m_is_required || is_there) && !is_on_disk(tile.name, tile.bytes))
            complain(tile.name);
        check_others(tile);
    }
}

void TileCheck::require_edge(const TileTree& tree)
{
    for (const auto& tile : tree.edge()) {
        TileName full { tile.name.level, tile.name.index, tile_width };
        auto grown = m_disk.read(tile_path(full));
        bool has_grown = grown && grown.value().size() == tile_width * sizeof(Hash)
            && std::ranges::equal(base::View(grown.value()).first(tile.bytes.size()), tile.bytes);
        if (!is_on_disk(tile.name, tile.bytes) && !has_grown)
            complain(tile.name);
    }
    m_is_required = false;
}

void TileCheck::reach_end(const TileTree& tree)
{
    for (const auto& tile : tree.edge()) {
        auto there = m_there.find({ tile.name.level, tile.name.index });
        bool is_there
            = there != m_there.end() && std::ranges::count(there->second, tile.name.width) != 0;
        if (is_there && !is_on_disk(tile.name, tile.bytes))
            complain(tile.name);
        check_others(tile);
    }
}

std::vector<std::string> TileCheck::finish()
{
    for (const auto& [place, widths] : m_there)
        complain({ place.first, place.second, widths.front() }); // Beyond the tree.
    return std::move(m_wrong);
}

}
