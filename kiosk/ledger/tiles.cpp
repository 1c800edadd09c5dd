// SPDX-License-Identifier: MIT
#include "kiosk/ledger/tiles.h"

#include <algorithm>
#include <cstdio>

namespace ledger {

std::string tile_path(unsigned level, std::uint64_t index, unsigned width)
{
    auto three = [](std::uint64_t number) {
        char digits[8];
        std::snprintf(digits, sizeof digits, "%03u", static_cast<unsigned>(number));
        return std::string(digits);
    };
    auto text = three(index % 1000);
    for (index /= 1000; index > 0; index /= 1000)
        text = "x" + three(index % 1000) + "/" + text;
    text = "tile/" + std::to_string(level) + "/" + text;
    return width == tile_width ? text : text + ".p/" + std::to_string(width);
}

std::vector<Tile> tiles_between(std::span<const Hash> leaves, std::uint64_t old_size)
{
    std::vector<Tile> tiles;
    std::uint64_t span = 1; // Leaves below one hash of this level.
    for (unsigned level = 0; leaves.size() / span > 0; ++level, span *= tile_width) {
        auto count = leaves.size() / span;
        auto old_count = old_size / span;
        if (count == old_count)
            break;
        for (auto tile = old_count / tile_width; tile * tile_width < count; ++tile) {
            auto first = tile * tile_width;
            auto width = std::min(tile_width, count - first);
            Tile written { tile_path(level, tile, static_cast<unsigned>(width)), {} };
            for (auto i = first; i < first + width; ++i)
                base::append(written.bytes, root_of(leaves.subspan(i * span, span)));
            tiles.push_back(std::move(written));
        }
    }
    return tiles;
}

}
