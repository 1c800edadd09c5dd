// SPDX-License-Identifier: MIT
#include "kiosk/ledger/tiles.h"

#include <charconv>
#include <cstdio>

namespace ledger {

std::string tile_path(const TileName& name)
{
    auto three = [](std::uint64_t number) {
        char digits[8];
        std::snprintf(digits, sizeof digits, "%03u", static_cast<unsigned>(number));
        return std::string(digits);
    };
    auto index = name.index;
    auto text = three(index % 1000);
    for (index /= 1000; index > 0; index /= 1000)
        text = "x" + three(index % 1000) + "/" + text;
    text = "tile/" + std::to_string(name.level) + "/" + text;
    return name.width == tile_width ? text : text + ".p/" + std::to_string(name.width);
}

static bool read_number(std::string_view text, auto& number)
{
    auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

// Read loosely, then compared with what we would have written.
std::optional<TileName> parse_tile_path(std::string_view path)
{
    constexpr std::string_view top = "tile/";
    if (!path.starts_with(top) || path.size() > 80)
        return std::nullopt;
    auto rest = path.substr(top.size());
    TileName name;
    name.width = tile_width;
    auto slash = rest.find('/');
    if (slash == rest.npos || !read_number(rest.substr(0, slash), name.level) || name.level > 7)
        return std::nullopt;
    rest.remove_prefix(slash + 1);
    if (auto part = rest.find(".p/"); part != rest.npos) {
        if (!read_number(rest.substr(part + 3), name.width) || name.width == 0
            || name.width >= tile_width)
            return std::nullopt;
        rest = rest.substr(0, part);
    }
    std::string digits;
    for (auto c : rest) {
        if (c != 'x' && c != '/')
            digits.push_back(c);
    }
    if (!read_number(digits, name.index) || tile_path(name) != path)
        return std::nullopt;
    return name;
}

static Tile tile_of(unsigned level, std::uint64_t index, std::span<const Hash> hashes)
{
    Tile tile { { level, index, static_cast<unsigned>(hashes.size()) }, {} };
    for (const auto& hash : hashes)
        base::append(tile.bytes, hash);
    return tile;
}

std::vector<Tile> TileTree::append(const Hash& leaf)
{
    m_frontier.append(leaf);
    std::vector<Tile> completed;
    auto hash = leaf;
    for (unsigned level = 0;; ++level) {
        if (level == m_edge.size())
            m_edge.emplace_back();
        m_edge[level].push_back(hash);
        if (m_edge[level].size() < tile_width)
            return completed;
        auto index = (size() >> (tile_height * (level + 1))) - 1;
        completed.push_back(tile_of(level, index, m_edge[level]));
        hash = root_of(m_edge[level]);
        m_edge[level].clear();
    }
}

std::vector<Tile> TileTree::edge() const
{
    std::vector<Tile> tiles;
    for (unsigned level = 0; level < m_edge.size(); ++level) {
        if (!m_edge[level].empty())
            tiles.push_back(tile_of(level, size() >> (tile_height * (level + 1)), m_edge[level]));
    }
    return tiles;
}

std::span<const Hash> TileTree::edge_of(unsigned level) const
{
    return level < m_edge.size() ? std::span<const Hash>(m_edge[level]) : std::span<const Hash>();
}

}
