// SPDX-License-Identifier: MIT
#include "scanners/codes/regions.h"

#include <algorithm>
#include <array>

namespace codes {

static constexpr std::size_t side = 16; // Of a block, in pixels.
static constexpr unsigned least_contrast = 40; // Of 255, between the lightest and the darkest.
static constexpr std::size_t most_regions = 64; // More are one.

namespace {

struct Block {
    std::uint32_t sum { 0 };
    std::uint8_t lightest { 0 };
    std::uint8_t darkest { 0xFF };
};

struct Grid { // What is left over at the right and lower edge has no block.
    std::size_t columns;
    std::size_t rows;
    std::size_t block_pixels; // Of each that were looked at.
    std::vector<Block> blocks;
};

}

// Column by column, which processors do many at a time.
static void add_row(const std::uint8_t* row, std::size_t width, std::uint16_t* sums,
    std::uint8_t* lightest, std::uint8_t* darkest)
{
    for (std::size_t x = 0; x < width; ++x)
        sums[x] = static_cast<std::uint16_t>(sums[x] + row[x]);
    for (std::size_t x = 0; x < width; ++x)
        lightest[x] = std::max(lightest[x], row[x]);
    for (std::size_t x = 0; x < width; ++x)
        darkest[x] = std::min(darkest[x], row[x]);
}

// `row_at` gives a row's pixels; each `step`-th is looked at.
template <typename RowAt>
static Grid grid_of(std::size_t all_columns, std::size_t all_rows, std::size_t step, RowAt&& row_at)
{
    Grid grid { all_columns / side, all_rows / side, side * side / step, {} };
    grid.blocks.resize(grid.columns * grid.rows);
    auto width = grid.columns * side;
    std::vector<std::uint16_t> sums(width);
    base::Bytes lightest(width);
    base::Bytes darkest(width);
    for (std::size_t block_row = 0; block_row < grid.rows; ++block_row) {
        std::ranges::fill(sums, 0);
        std::ranges::fill(lightest, 0);
        std::ranges::fill(darkest, 0xFF);
        for (std::size_t y = block_row * side; y < (block_row + 1) * side; y += step)
            add_row(row_at(y), width, sums.data(), lightest.data(), darkest.data());
        auto* block = grid.blocks.data() + block_row * grid.columns;
        for (std::size_t x = 0; x < width; ++x) {
            block[x / side].sum += sums[x];
            block[x / side].lightest = std::max(block[x / side].lightest, lightest[x]);
            block[x / side].darkest = std::min(block[x / side].darkest, darkest[x]);
        }
    }
    return grid;
}

// Of the block and those around it: words leave three quarters of their paper light.
static bool is_busy(const Grid& grid, std::size_t column, std::size_t row)
{
    Block all;
    unsigned count = 0;
    for (auto y = row - std::min<std::size_t>(row, 1); y < std::min(row + 2, grid.rows); ++y) {
        for (auto x = column - std::min<std::size_t>(column, 1);
             x < std::min(column + 2, grid.columns); ++x, ++count) {
            const auto& block = grid.blocks[y * grid.columns + x];
            all.sum += block.sum;
            all.lightest = std::max(all.lightest, block.lightest);
            all.darkest = std::min(all.darkest, block.darkest);
        }
    }
    auto contrast = static_cast<std::size_t>(all.lightest - all.darkest);
    if (contrast < least_contrast)
        return false;
    auto dark = all.lightest - all.sum / (count * grid.block_pixels);
    return 100 * dark >= 28 * contrast && 100 * dark <= 72 * contrast;
}

// What lies together, corner to corner, with a block around; marks it as taken.
static Region region_at(
    const Gray& gray, const Grid& grid, std::vector<bool>& busy, std::size_t first)
{
    std::array<std::size_t, 4> box { grid.columns, grid.rows, 0, 0 };
    std::vector<std::size_t> waiting { first };
    busy[first] = false;
    while (!waiting.empty()) {
        auto row = waiting.back() / grid.columns;
        auto column = waiting.back() % grid.columns;
        waiting.pop_back();
        box = { std::min(box[0], column), std::min(box[1], row), std::max(box[2], column),
            std::max(box[3], row) };
        for (auto y = row - std::min<std::size_t>(row, 1); y < std::min(row + 2, grid.rows); ++y) {
            for (auto x = column - std::min<std::size_t>(column, 1);
                 x < std::min(column + 2, grid.columns); ++x) {
                if (auto at = y * grid.columns + x; busy[at]) {
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
    auto grid = grid_of(gray.width, gray.height, 1,
        [&](std::size_t y) { return gray.pixels.data() + y * gray.width; });
    std::vector<bool> busy(grid.blocks.size());
    for (std::size_t row = 0; row < grid.rows; ++row) {
        for (std::size_t column = 0; column < grid.columns; ++column)
            busy[row * grid.columns + column] = is_busy(grid, column, row);
    }
    std::vector<Region> regions;
    std::uint64_t pixels = 0;
    for (std::size_t at = 0; at < busy.size(); ++at) {
        if (!busy[at])
            continue;
        regions.push_back(region_at(gray, grid, busy, at));
        pixels += std::uint64_t { regions.back().width } * regions.back().height;
        if (regions.size() > most_regions || pixels > gray.pixels.size())
            return { whole };
    }
    return regions;
}

bool is_busy_page(base::View slot, std::uint32_t width, std::uint32_t height)
{
    base::Bytes row(width);
    auto grid = grid_of(width, height, 2, [&](std::size_t y) {
        take_gray(slot, y * width, row);
        return row.data();
    });
    for (std::size_t y = 0; y < grid.rows; ++y) {
        for (std::size_t x = 0; x < grid.columns; ++x) {
            if (is_busy(grid, x, y))
                return true;
        }
    }
    return false;
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
