// SPDX-License-Identifier: MIT
// What a reader cannot see does not come along, and the report says how much of it there was.
#include "tests/unit/text/helpers.h"

#include <gtest/gtest.h>

using charset::Removal;
using text_test::rewrite;

TEST(Cleaner, TakesTheTrojanOutOfTheSource)
{
    auto rewritten
        = rewrite("line one\nif (access != \"user\u202E \u2066// check\u2069 \u2066\") {\n");
    EXPECT_EQ(rewritten.text, "line one\nif (access != \"user // check \") {\n");
    EXPECT_EQ(rewritten.count(Removal::Bidi), 4u);
    EXPECT_EQ(rewritten.line(Removal::Bidi), 2u);
}

TEST(Cleaner, TakesTerminalSequencesWhole)
{
    auto rewritten = rewrite("\x1B[1;31mALARM\x1B[0m\ttank 4 full\n");
    EXPECT_EQ(rewritten.text, "ALARM\ttank 4 full\n");
    EXPECT_EQ(rewritten.count(Removal::EscapeSequence), 2u);
}

TEST(Cleaner, LeavesTheTextOfASequenceThatIsNone)
{
    EXPECT_EQ(rewrite("a\x1B]0;title here\n").text, "a]0;title here\n");
    EXPECT_EQ(rewrite("a\x1B[12あ some more text\n").text, "a[12あ some more text\n");
    EXPECT_EQ(rewrite("plain text and then \x1B[12").text, "plain text and then [12");
    auto endless = "text \x1B[" + std::string(1000, '1') + "m";
    EXPECT_EQ(rewrite(endless).text, "text [" + std::string(1000, '1') + "m");
}

TEST(Cleaner, CountsEachKind)
{
    auto rewritten = rewrite("0123456789 a\u200Bb\u200Dc\u00ADd \uFE0F\U000E0101 "
                             "\uE000 \x01 \uFDD0 and enough text so that this is one: "
                             "日本語の文章がここにあり、百文字よりも長くなるように書いてある。"
                             "0123456789012345678901234567890123456789\n");
    ASSERT_TRUE(rewritten.is_done()) << rewritten.refusal();
    EXPECT_EQ(rewritten.text.substr(0, 31), "0123456789 abcd  〓  � and e");
    EXPECT_EQ(rewritten.count(Removal::Invisible), 3u);
    EXPECT_EQ(rewritten.count(Removal::Variation), 2u);
    EXPECT_EQ(rewritten.count(Removal::PrivateUse), 1u);
    EXPECT_EQ(rewritten.count(Removal::Control), 1u);
    EXPECT_EQ(rewritten.count(Removal::Invalid), 1u);
}

TEST(Cleaner, KeepsASelectorOnlyDirectlyBehindAKanji)
{
    EXPECT_EQ(rewrite("葛\U000E0100").text, "葛\U000E0100");
    EXPECT_EQ(rewrite("葛\U000E0100\U000E0101").text, "葛\U000E0100");
    EXPECT_EQ(rewrite("葛\u200B\U000E0100").text, "葛");
    EXPECT_EQ(rewrite("葛a\U000E0100").text, "葛a");
    EXPECT_EQ(rewrite("か\U000E0100").text, "か");
}

TEST(Cleaner, KeepsTheLineEndsThatMostLinesHave)
{
    EXPECT_EQ(rewrite("a\nb\nc\r\n").text, "a\nb\nc\n");
    EXPECT_EQ(rewrite("a\r\nb\r\nc\n").text, "a\r\nb\r\nc\r\n");
    EXPECT_EQ(rewrite("a\rb\rc").text, "a\nb\nc");
    EXPECT_EQ(rewrite("a\n\rb\u2028c\u0085d").text, "a\n\nb\nc\nd");
    EXPECT_EQ(rewrite("a\vb\nc").text, "a\nb\nc"); // As Word saves a break within a paragraph.
    EXPECT_EQ(rewrite(std::string_view("\xFF\xFE"
                                       "a\0\n\0b\0\n\0",
                          10))
                  .text,
        "a\nb\n");
}

// A carriage return may be the last of one block and its line feed the first of the next.
TEST(Cleaner, KeepsLineEndsWholeWhereBlocksMeet)
{
    for (std::size_t before = 16'380; before < 16'390; ++before) {
        auto text = std::string(before, 'x') + "\r\n\x1B[31my\r\n";
        EXPECT_EQ(rewrite(text).text, std::string(before, 'x') + "\r\ny\r\n");
    }
}

TEST(Cleaner, RefusesWhatIsMostlyControls)
{
    auto text = std::string(90, 'x') + std::string(10, '\x01');
    EXPECT_TRUE(rewrite(text).is_done());
    EXPECT_EQ(rewrite(text + "\x01").refusal(), "too many control characters for a text");
}

TEST(Cleaner, StopsAtTheLimitOfTheOutput)
{
    rebuild_text::Wanted wanted;
    wanted.most_output_bytes = 1'000'000;
    EXPECT_TRUE(rewrite(std::string(1'000'000, 'x'), wanted).is_done());
    EXPECT_EQ(
        rewrite(std::string(1'000'001, 'x'), wanted).refusal(), "the text grows beyond its limit");
}

TEST(Cleaner, WritesTheSameForTheSame)
{
    std::string text = "x\u202Ey\r\n日本語\uE000の文章がここにあり、百文字よりも長い。\n";
    EXPECT_EQ(rewrite(text).text, rewrite(text).text);
    // What came out once comes out again unchanged.
    auto once = rewrite(text).text;
    EXPECT_EQ(rewrite(once).text, once);
}
