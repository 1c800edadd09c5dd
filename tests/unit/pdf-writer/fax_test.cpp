// SPDX-License-Identifier: MIT
// Black and white by T.6: written by one, read by the other. That others read it too is tested with
// whole files.
#include "sanitizer/encode/pdf/fax.h"
#include "sanitizer/verify/pdf/fax.h"

#include <gmock/gmock.h>
#include <random>

using encode_pdf::to_fax;
using verify_pdf::check_fax;

// T.6 with the eyes of a person: a white line is one V0, and the end has 24 bits.
TEST(Fax, WritesWhatTheStandardSays)
{
    EXPECT_EQ(base::to_hex(to_fax(base::Bytes(8, 1), 8)), "80080080"); // 1 000000000001 (twice).
    // Black from the third pixel on: H, white 2, black 2; then to the end by V0.
    // H, white 2, black 2; then V0: 001 0111 11 1, and twice 000000000001.
    EXPECT_EQ(base::to_hex(to_fax({ 1, 1, 0, 0, 1, 1, 1, 1, 1, 1 }, 10)), "2fc0040040");
}

static base::Bytes noise(std::size_t pixels, unsigned share, unsigned seed)
{
    std::mt19937 numbers(seed);
    base::Bytes samples(pixels);
    std::uint8_t last = 1;
    for (auto& sample : samples) {
        if (numbers() % 100 < share)
            last = last == 0 ? 1 : 0;
        sample = last;
    }
    return samples;
}

TEST(Fax, IsReadBackInEveryShape)
{
    for (std::uint32_t width : { 1u, 2u, 3u, 7u, 8u, 9u, 63u, 64u, 65u, 1275u, 5300u }) {
        for (unsigned share : { 0u, 1u, 10u, 50u, 100u }) {
            for (unsigned seed = 0; seed < 8; ++seed) {
                auto fax = to_fax(noise(std::size_t { width } * 20, share, seed), width);
                auto checked = check_fax(fax, width, 20);
                ASSERT_TRUE(checked)
                    << width << " " << share << " " << seed << ": " << checked.error().message;
            }
        }
        for (auto colour : base::Bytes { 0, 1 })
            EXPECT_TRUE(check_fax(to_fax(base::Bytes(width * 3ul, colour), width), width, 3));
    }
}

TEST(Fax, IsRefusedInAnyOtherShape)
{
    auto fax = to_fax(noise(100 * 20, 10, 1), 100);
    ASSERT_TRUE(check_fax(fax, 100, 20));
    EXPECT_FALSE(check_fax(fax, 100, 19));
    EXPECT_FALSE(check_fax(fax, 100, 21));
    EXPECT_FALSE(check_fax(fax, 99, 20));
    EXPECT_FALSE(check_fax(fax, 101, 20));
    for (std::size_t size = 0; size < fax.size(); ++size)
        EXPECT_FALSE(check_fax(base::View(fax).first(size), 100, 20)) << size;
    for (auto more : base::Bytes { 0, 1, 255 }) {
        auto longer = fax;
        longer.push_back(more);
        EXPECT_FALSE(check_fax(longer, 100, 20));
    }
    fax.back()
        = static_cast<std::uint8_t>(fax.back() | 1); // Beyond the end, unless the end is there.
    EXPECT_FALSE(check_fax(fax, 100, 20));
}

TEST(Fax, SurvivesBytesOfChance)
{
    std::mt19937 numbers(9);
    for (int turn = 0; turn < 2000; ++turn) {
        base::Bytes bytes(numbers() % 200);
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(numbers());
        (void)check_fax(bytes, 1 + numbers() % 100, numbers() % 50).operator bool();
    }
    // A run as long as can be, of codes that add nothing to the line but its length.
    EXPECT_FALSE(check_fax(base::Bytes(1000, 0x00), 10, 1));
    EXPECT_FALSE(check_fax(base::Bytes(1000, 0xFF), 0xFFFF, 0xFFFF));
}
