// SPDX-License-Identifier: MIT
#include "scanners/codes/regions.h"

#include "sanitizer/decode/pixels/blocks.h"

#include <algorithm>
#include <array>

namespace codes {

using pixels::Blocks;

static constexpr std::size_t side = Blocks::side;
static constexpr std::size_t most_regions = 64; // More are one.

// What lies together, corner to corner, with a block around; marks it as taken.
static Region region_at(
    const Gray& gray, const Blocks& blocks, std::vector<bool>& busy, std::size_t first)
{
    std::array<std::size_t, 4> box { blocks.columns(), blocks.rows(), 0, 0 };
    std::vector<std::size_t> waiting { first };
    busy[first] = false;
    while (!waiting.empty()) {
        auto row = waiting.back() / blocks.columns();
        auto column = waiting.back() % blocks.columns();
        waiting.pop_back();
        box = { std::min(box[0], column), std::min(box[1], row), std::max(box[2], column),
            std::max(box[3], row) };
        for (auto y = row - std::min<std::size_t>(row, 1); y < std::min(row + 2, blocks.rows());
             ++y) {
            for (auto x = column - std::min<std::size_t>(column, 1);
                 x < std::min(column + 2, blocks.columns()); ++x) {
                if (auto at = y * blocks.columns() + x; busy[at]) {
                    busy[at] = false;
                    waiting.push_back(at);
                }
            }
        }
    }
    constexpr std::size_t margin = 2 * side;
    auto left = box[0] * side - std::min(box[0] * side, margin);
    auto top = box[1] * side - std::min(box[1] * side, margin);
    auto right = std::min<std::size_t>((box[2] + 1) * side + margin, gray.width);
    auto bottom = std::min<std::size_t>((box[3] + 1) * side + margin, gray.height);
    return { static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(top),
        static_cast<std::uint32_t>(right - left), static_cast<std::uint32_t>(bottom - top) };
}

std::vector<Region> busy_regions(const Gray& gray)
{
    const Region whole { 0, 0, gray.width, gray.height };
    Blocks blocks(gray.width, gray.height);
    for (std::size_t y = 0; y < gray.height; ++y)
        blocks.add(gray.pixels.data() + y * gray.width);
    std::vector<bool> busy(blocks.columns() * blocks.rows());
    for (std::size_t row = 0; row < blocks.rows(); ++row) {
        for (std::size_t column = 0; column < blocks.columns(); ++column)
            busy[row * blocks.columns() + column] = blocks.is_busy(column, row);
    }
    std::vector<Region> regions;
    std::uint64_t pixels = 0;
    for (std::size_t at = 0; at < busy.size(); ++at) {
        if (!busy[at])
            continue;
        regions.push_back(region_at(gray, blocks, busy, at));
        pixels += std::uint64_t { regions.back().width } * regions.back().height;
        if (regions.size() > most_regions || pixels > gray.pixels.size())
            return { whole };
    }
    return regions;
}

Gray quarter_of(const Gray& gray)
{
    Gray small { {}, gray.width / 4, gray.height / 4 };
    small.pixels.reserve(std::size_t { small.width } * small.height);
    std::vector<std::uint32_t> sums(small.width);
    for (std::size_t row = 0; row < small.height; ++row) {
        std::ranges::fill(sums, 0);
        for (std::size_t y = 4 * row; y < 4 * row + 4; ++y) {
            const auto* pixel = gray.pixels.data() + y * gray.width;
            for (auto& sum : sums) {
                sum += static_cast<std::uint32_t>(pixel[0] + pixel[1] + pixel[2] + pixel[3]);
                pixel += 4;
            }
        }
        for (auto sum : sums)
            small.pixels.push_back(static_cast<std::uint8_t>(sum / 16));
    }
    return small;
}

Gray cut_out(const Gray& gray, const Region& region)
{
    Gray part { {}, region.width, region.height };
    part.pixels.reserve(std::size_t { part.width } * part.height);
    for (std::size_t row = region.top; row < std::size_t { region.top } + region.height; ++row) {
        const auto* from = gray.pixels.data() + row * gray.width + region.left;
        part.pixels.insert(part.pixels.end(), from, from + region.width);
    }
    return part;
}

}
