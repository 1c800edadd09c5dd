// SPDX-License-Identifier: MIT
// Which pages are looked at for codes: by the word of the encoder, from every second of their rows.
#include "sanitizer/decode/pixels/blocks.h"
#include "sanitizer/encode/pdf/picture.h"
#include "tests/unit/codes/qr_sample.h"

#include <gmock/gmock.h>
#include <random>

using codes::Gray;
using qr_sample::code, qr_sample::paper, qr_sample::put;

static bool is_busy(const Gray& gray)
{
    base::Bytes slot;
    for (auto shade : gray.pixels)
        slot.insert(slot.end(), { shade, shade, shade, 0 });
    return encode_pdf::classify({ slot, gray.width, gray.height }).may_show_codes;
}

TEST(Pages, WithACodeAreBusyAtEveryAngleAndSize)
{
    for (double degrees : { 0.0, 15.0, 45.0, 90.0, 200.0 }) {
        for (double module : { 2.0, 2.5, 3.0, 4.0, 10.0 }) {
            auto page = paper(1240, 1754);
            put(page, "https://example.jp/", 700, 900, { module, degrees });
            EXPECT_TRUE(is_busy(page)) << degrees << " degrees, modules of " << module;
        }
    }
    auto page = paper(1240, 1754);
    put(page, "light", 700, 900, { 3, 0, true });
    EXPECT_TRUE(is_busy(page));
}

TEST(Pages, OfWordsAreNot)
{
    EXPECT_FALSE(is_busy(paper(1240, 1754)));
    EXPECT_FALSE(is_busy(paper(1, 1)));
    auto page = paper(1240, 1754); // Lines of strokes, as letters at 150 dpi have them.
    for (std::size_t y = 100; y < 1600; ++y) {
        for (std::size_t x = 100; x < 1100; ++x) {
            if (y % 31 < 16 && x % 9 < 2)
                page.pixels[y * page.width + x] = 0;
        }
    }
    EXPECT_FALSE(is_busy(page));
}

// Of more colours than are counted, and not grey: the encoder reads no further.
TEST(Pages, OfPhotographsAreLookedAt)
{
    constexpr std::uint32_t side = 256;
    base::Bytes slot;
    for (std::uint32_t i = 0; i < side * side; ++i) {
        auto light = static_cast<std::uint8_t>(i % side / 64 + 200);
        slot.insert(slot.end(),
            { static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i / side), light, 0 });
    }
    EXPECT_TRUE(encode_pdf::classify({ slot, side, side }).may_show_codes);
}

TEST(Blocks, HaveARowOfOneShadeLikeAnyOther)
{
    std::mt19937 numbers(5);
    constexpr std::size_t width = 70;
    constexpr std::size_t height = 200;
    for (int turn = 0; turn < 50; ++turn) {
        pixels::Blocks whole(width, height, 2);
        pixels::Blocks plain(width, height, 2);
        for (std::size_t y = 0; y < height; y += 2) {
            base::Bytes row(width, static_cast<std::uint8_t>(numbers() % 2 * 255));
            if (numbers() % 4 == 0) {
                row[numbers() % width] = 128;
                plain.add(row.data());
            } else {
                plain.add_plain(row[0]);
            }
            whole.add(row.data());
        }
        for (std::size_t row = 0; row < whole.rows(); ++row) {
            for (std::size_t column = 0; column < whole.columns(); ++column)
                EXPECT_EQ(plain.is_busy(column, row), whole.is_busy(column, row));
        }
        EXPECT_EQ(plain.has_busy(), whole.has_busy());
    }
}

TEST(Blocks, AreBusyBetweenAQuarterAndThreeOfDark)
{
    for (unsigned dark = 0; dark <= 16; ++dark) {
        pixels::Blocks blocks(16, 16);
        for (unsigned row = 0; row < 16; ++row)
            row < dark ? blocks.add_plain(0) : blocks.add_plain(255);
        EXPECT_EQ(blocks.is_busy(0, 0), dark >= 5 && dark <= 11) << dark;
    }
}
