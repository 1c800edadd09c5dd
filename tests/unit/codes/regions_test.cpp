// SPDX-License-Identifier: MIT
// Which pages are read whole, by every second of their rows.
#include "scanners/codes/regions.h"
#include "tests/unit/codes/qr_sample.h"

#include <gmock/gmock.h>

using codes::Gray, codes::is_busy_page;
using qr_sample::code, qr_sample::paper, qr_sample::put;

static bool is_busy(const Gray& gray)
{
    base::Bytes slot;
    for (auto shade : gray.pixels)
        slot.insert(slot.end(), { shade, shade, shade, 0 });
    return is_busy_page(slot, gray.width, gray.height);
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
