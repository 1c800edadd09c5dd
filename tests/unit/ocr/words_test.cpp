// SPDX-License-Identifier: MIT
// What is made of recognised words: letters in their places, and lines.
#include "sanitizer/decode/ocr/words.h"

#include <gtest/gtest.h>

using namespace decode_ocr;

static constexpr Sheet sheet { 1000, 2000, 10'000, 20'000 }; // Ten hundredths of a point a pixel.

TEST(RecognizedText, JoinsJapaneseAndPartsOtherWords)
{
    std::vector<Line> lines { { 0, 10,
                                  { { "浄水", 0, 20 }, { "場", 25, 30 }, { "Pump", 40, 60 },
                                      { "No.", 70, 80 }, { "２号", 90, 99 } } },
        { 20, 30, { { "end", 0, 9 } } } };
    auto text = text_of(lines, 1000);
    EXPECT_EQ(text.lines, "浄水場 Pump No. ２号\nend\n");
    EXPECT_EQ(text.left_out, 0u);
}

TEST(RecognizedText, HoldsNothingUnsafe)
{
    std::vector<Line> lines { { 0, 10,
        { { "a\u202E\x1b[2J b", 0, 50 }, { "\xFF\xFE", 60, 70 }, { " ", 80, 90 } } } };
    EXPECT_EQ(text_of(lines, 1000).lines, "a[2Jb\n");
    EXPECT_EQ(glyphs_of(lines, sheet).size(), 5u);
}

TEST(RecognizedText, IsBounded)
{
    std::vector<Line> lines(100, { 0, 10, { { "0123456789", 0, 50 } } });
    auto text = text_of(lines, 45);
    EXPECT_EQ(text.lines.size(), 44u);
    EXPECT_EQ(text.left_out, 960u);
}

TEST(RecognizedLetters, ShareTheirWordsPlace)
{
    auto glyphs = glyphs_of({ { 100, 120, { { "日本a", 10, 40 } } } }, sheet);
    ASSERT_EQ(glyphs.size(), 3u);
    EXPECT_EQ(glyphs[0].point, U'日');
    EXPECT_EQ(glyphs[0].left, 100u);
    EXPECT_EQ(glyphs[0].right, 200u);
    EXPECT_EQ(glyphs[1].left, 200u);
    EXPECT_EQ(glyphs[2].right, 400u);
    for (const auto& glyph : glyphs) {
        EXPECT_EQ(glyph.top, 1000u);
        EXPECT_EQ(glyph.bottom, 1200u);
    }
}

TEST(RecognizedLetters, LeaveNoGapThatWouldPartJapaneseWords)
{
    auto glyphs = glyphs_of({ { 0, 20,
                                { { "日", 0, 20 }, { "本", 30, 50 }, { "a", 60, 70 },
                                    { "b", 80, 90 }, { "語", 100, 120 }, { "列", 300, 320 } } } },
        sheet);
    ASSERT_EQ(glyphs.size(), 6u);
    EXPECT_EQ(glyphs[0].right, glyphs[1].left);
    EXPECT_EQ(glyphs[1].right, 500u);
    EXPECT_EQ(glyphs[2].right, 700u);
    EXPECT_EQ(glyphs[4].right, 1200u); // Another column.
}

TEST(RecognizedLetters, StayOnThePageWhateverTheirBox)
{
    constexpr std::int64_t far = std::int64_t { 1 } << 40;
    auto glyphs = glyphs_of({ { -far, far, { { "ab", -far, far } } } }, sheet);
    ASSERT_EQ(glyphs.size(), 2u);
    EXPECT_EQ(glyphs[0].left, 0u);
    EXPECT_EQ(glyphs[1].right, sheet.page_width);
    EXPECT_EQ(glyphs[1].bottom, sheet.page_height);
    EXPECT_TRUE(glyphs_of({ { 0, 10, { { "a", 50, 40 } } } }, sheet).empty()); // Turned inside out.
    EXPECT_TRUE(glyphs_of({ { 10, 10, { { "a", 40, 50 } } } }, sheet).empty());
    EXPECT_TRUE(glyphs_of({ { 0, 10, { { "a", 0, 50 } } } }, {}).empty());
}
