// SPDX-License-Identifier: MIT
#include "sanitizer/verify/picture/jpeg_tables.h"

#include <algorithm>
#include <array>

namespace verify_picture {

// Tables K.3 to K.6: how many codes of each length.
static constexpr std::array<std::uint8_t, 16> counts[2][2] = {
    { { 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0 },
        { 0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0 } },
    { { 0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7D },
        { 0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77 } },
};

static constexpr std::uint8_t dc_symbols[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };

// The symbols with short codes; those that follow are in the order of their values.
static constexpr std::uint8_t ac_first[2][47] = {
    { 0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61,
        0x07, 0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xA1, 0x08, 0x23, 0x42, 0xB1, 0xC1, 0x15, 0x52,
        0xD1, 0xF0, 0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0A, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x25,
        0x26, 0x27 },
    { 0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61,
        0x71, 0x13, 0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xA1, 0xB1, 0xC1, 0x09, 0x23, 0x33,
        0x52, 0xF0, 0x15, 0x62, 0x72, 0xD1, 0x0A, 0x16, 0x24, 0x34, 0xE1, 0x25, 0xF1, 0x17, 0x18,
        0x19, 0x1A },
};

// Tables K.1 and K.2, row by row.
static constexpr std::uint8_t steps[2][64] = {
    { 16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69,
        56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81,
        104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99 },
    { 17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99,
        99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99 },
};

static base::Bytes ac_symbols(unsigned table)
{
    base::Bytes symbols(std::begin(ac_first[table]), std::end(ac_first[table]));
    for (unsigned symbol = 0; symbol < 256; ++symbol) {
        // Of size 1 to 10, or the end of block, or sixteen zeros.
        bool exists = ((symbol & 15) >= 1 && (symbol & 15) <= 10) || symbol == 0 || symbol == 0xF0;
        auto value = static_cast<std::uint8_t>(symbol);
        if (exists && std::ranges::find(ac_first[table], value) == std::end(ac_first[table]))
            symbols.push_back(value);
    }
    return symbols;
}

base::Bytes huffman_segment(bool ac, unsigned table)
{
    base::Bytes segment { static_cast<std::uint8_t>((ac ? 0x10 : 0) | table) };
    base::append(segment, counts[ac][table]);
    if (ac)
        base::append(segment, ac_symbols(table));
    else
        base::append(segment, dc_symbols);
    return segment;
}

base::Bytes quantisation_segment(unsigned table, unsigned quality)
{
    auto scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    base::Bytes segment { static_cast<std::uint8_t>(table) };
    // From corner to corner in zigzag: along each diagonal, up and down by turns.
    for (int diagonal = 0; diagonal < 15; ++diagonal) {
        for (int i = 0; i <= diagonal; ++i) {
            auto row = diagonal % 2 == 0 ? diagonal - i : i;
            auto column = diagonal - row;
            if (row > 7 || column > 7)
                continue;
            auto step = (steps[table][row * 8 + column] * scale + 50) / 100;
            segment.push_back(static_cast<std::uint8_t>(std::clamp(step, 1u, 255u)));
        }
    }
    return segment;
}

}
