// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/blocks.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace pixels {

static constexpr unsigned least_contrast = 40; // Of 255, between the lightest and the darkest.

void take_gray(base::View pixels, std::size_t first, std::span<std::uint8_t> to)
{
    const auto* from = pixels.data() + 4 * first;
    auto count = to.size();
    auto* gray = to.data();
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t pixel = 0; // Whole words go many at a time.
        std::memcpy(&pixel, from + 4 * i, sizeof(pixel));
        auto sum = (pixel >> 16 & 0xFF) + 2 * (pixel >> 8 & 0xFF) + (pixel & 0xFF);
        gray[i] = static_cast<std::uint8_t>(sum / 4);
    }
}

Blocks::Blocks(std::size_t width, std::size_t height, std::size_t step)
    : m_columns(width / side)
    , m_rows(height / side)
    , m_step(step)
    , m_blocks(m_columns * m_rows)
    , m_sums(m_columns * side)
    , m_lightest(m_columns * side, 0)
    , m_darkest(m_columns * side, 0xFF)
{
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

void Blocks::add(const std::uint8_t* row)
{
    add_row(row, m_sums.size(), m_sums.data(), m_lightest.data(), m_darkest.data());
    m_has_others = true;
    end_row();
}

void Blocks::add_plain(std::uint8_t gray)
{
    m_plain
        = { m_plain.sum + gray, std::max(m_plain.lightest, gray), std::min(m_plain.darkest, gray) };
    end_row();
}

void Blocks::end_row()
{
    auto row = m_y / side;
    m_y += m_step;
    if (row == m_y / side || row >= m_rows)
        return;
    for (std::size_t column = 0; column < m_columns; ++column) {
        auto block = m_plain;
        block.sum *= side;
        for (auto x = column * side; m_has_others && x < (column + 1) * side; ++x) {
            block.sum += m_sums[x];
            block.lightest = std::max(block.lightest, m_lightest[x]);
            block.darkest = std::min(block.darkest, m_darkest[x]);
        }
        m_blocks[row * m_columns + column] = block;
    }
    m_plain = {};
    if (!std::exchange(m_has_others, false))
        return;
    std::ranges::fill(m_sums, 0);
    std::ranges::fill(m_lightest, 0);
    std::ranges::fill(m_darkest, 0xFF);
}

bool Blocks::is_busy(std::size_t column, std::size_t row) const
{
    Block all;
    std::size_t count = 0;
    for (auto y = row - std::min<std::size_t>(row, 1); y < std::min(row + 2, m_rows); ++y) {
        for (auto x = column - std::min<std::size_t>(column, 1);
             x < std::min(column + 2, m_columns); ++x, ++count) {
            const auto& block = m_blocks[y * m_columns + x];
            all.sum += block.sum;
            all.lightest = std::max(all.lightest, block.lightest);
            all.darkest = std::min(all.darkest, block.darkest);
        }
    }
    auto contrast = static_cast<std::size_t>(all.lightest - all.darkest);
    if (contrast < least_contrast)
        return false;
    auto dark = all.lightest - all.sum / (count * side * side / m_step);
    return 100 * dark >= 28 * contrast && 100 * dark <= 72 * contrast;
}

bool Blocks::has_busy() const
{
    for (std::size_t row = 0; row < m_rows; ++row) {
        for (std::size_t column = 0; column < m_columns; ++column) {
            if (is_busy(column, row))
                return true;
        }
    }
    return false;
}

}
