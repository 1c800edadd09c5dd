// SPDX-License-Identifier: MIT
// Each field of a list, at its bounds from both sides.
#include "sanitizer/encode/pdf/drawing/steps.h"
#include "tests/unit/pdf-drawing/lists.h"

#include <gtest/gtest.h>

using encode_pdf_drawing::last_blend, encode_pdf_drawing::most_fixed, encode_pdf_drawing::Step,
    encode_pdf_drawing::Steps;
using lists::List;

template <typename Read>
static bool reads(const List& list, Read&& read)
{
    Steps steps(base::view_of(list.bytes()));
    return !!read(steps) && steps.at_end();
}

TEST(Steps, KnowsTheCodesOfSteps)
{
    auto step = [](Steps& steps) { return steps.step(); };
    EXPECT_FALSE(reads(List().u8(0), step));
    EXPECT_TRUE(reads(List().u8(1), step));
    EXPECT_TRUE(reads(List().u8(17), step));
    EXPECT_FALSE(reads(List().u8(18), step));
    EXPECT_FALSE(reads(List().u8(255), step));
    EXPECT_FALSE(reads(List(), step));
    Steps one(base::view_of("\x11"));
    EXPECT_EQ(one.step().value(), Step::Bookmark);
}

TEST(Steps, TakesLengthsAndFactorsWithinTheirBounds)
{
    for (auto read : { &Steps::length, &Steps::factor }) {
        auto value = [&](Steps& steps) { return (steps.*read)(); };
        for (std::int64_t most : { most_fixed, -most_fixed }) {
            EXPECT_TRUE(reads(List().u32(most), value)) << most;
            EXPECT_FALSE(reads(List().u32(most + (most < 0 ? -1 : 1)), value)) << most;
        }
        EXPECT_FALSE(reads(List().u32(0x80000000), value));
        EXPECT_FALSE(reads(List().u16(1), value));
    }
    auto list = List().u32(-5);
    EXPECT_EQ(Steps(base::view_of(list.bytes())).length().value(), -5);
}

TEST(Steps, TakesPlacesInAGlyphWithinTheirBounds)
{
    auto small = [](Steps& steps) { return steps.small(); };
    for (int most : { 32'000, -32'000 }) {
        EXPECT_TRUE(reads(List().u16(most), small)) << most;
        EXPECT_FALSE(reads(List().u16(most + (most < 0 ? -1 : 1)), small)) << most;
    }
    EXPECT_FALSE(reads(List().u16(0x8000), small));
}

TEST(Steps, TakesPaintsOfKnownBlendModes)
{
    auto paint = [](Steps& steps) { return steps.paint(); };
    EXPECT_TRUE(reads(List().paint(1, 2, 3, 4, last_blend), paint));
    EXPECT_FALSE(reads(List().paint(1, 2, 3, 4, last_blend + 1), paint));
    EXPECT_FALSE(reads(List().u8(1, 2, 3, 4), paint));
}

TEST(Steps, TakesNoMoreBytesThanThereAre)
{
    auto take
        = [](std::uint64_t count) { return [count](Steps& steps) { return steps.bytes(count); }; };
    EXPECT_TRUE(reads(List().text("abc"), take(3)));
    EXPECT_FALSE(reads(List().text("abc"), take(4)));
    EXPECT_FALSE(reads(List().text("abc"), take(~0ull)));
}
