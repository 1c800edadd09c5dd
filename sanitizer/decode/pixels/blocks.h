// SPDX-License-Identifier: MIT
// Where a picture is about as dark as it is light, as codes are. Pure.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <span>

namespace pixels {

// Of pixels of 32 bits (blue, green, red and nothing, byte by byte): as many as there is room for,
// from the one with that number on. Each is read once.
void take_gray(base::View pixels, std::size_t first, std::span<std::uint8_t> to);

// How light a picture is, block by block.
class Blocks {
public:
    static constexpr std::size_t side = 16; // Of a block, in pixels.

    // What is left over at the right and lower edge has no block.
    Blocks(std::size_t width, std::size_t height, std::size_t step = 1);

    // Of gray pixels: each so-manieth row by `step` (1, 2, 4...), the first one to begin with.
    void add(const std::uint8_t* row);
    void add_plain(std::uint8_t gray); // Such a row, of one shade.

    std::size_t columns() const { return m_columns; }
    std::size_t rows() const { return m_rows; }

    // As much is dark as light in the block and those around it: words leave three quarters of
    // their paper light.
    bool is_busy(std::size_t column, std::size_t row) const;
    bool has_busy() const;

private:
    struct Block {
        std::uint32_t sum { 0 };
        std::uint8_t lightest { 0 };
        std::uint8_t darkest { 0xFF };
    };

    void end_row();

    std::size_t m_columns;
    std::size_t m_rows;
    std::size_t m_step;
    std::size_t m_y { 0 }; // Of the next row.
    std::vector<Block> m_blocks;
    // Of this row of blocks: all that its plain rows have in common, and the others' pixels, one
    // above another.
    Block m_plain;
    bool m_has_others { false };
    std::vector<std::uint16_t> m_sums;
    base::Bytes m_lightest;
    base::Bytes m_darkest;
};

}
