// SPDX-License-Identifier: MIT
// The verifier by itself: what it must let through, what it must stop.
#include "tests/unit/text/helpers.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/verify/text/verify.h"

#include <gtest/gtest.h>

using text_test::breach;
using verify_text::Format, verify_text::Mark;

static std::string in_text(std::string_view text)
{
    return breach(text, Format::Text, Mark::Forbidden);
}

static std::string in_table(std::string_view text)
{
    return breach(text, Format::Csv, Mark::Forbidden);
}

TEST(Verify, AcceptsCleanText)
{
    EXPECT_EQ(in_text("plain\n葛\U000E0100城 𠮷 ﾊﾝｶｸ\ttab\n"), "");
    EXPECT_EQ(in_text("a\r\nb\r\n"), "");
    EXPECT_EQ(breach("\uFEFFa", Format::Text, Mark::Required), "");
}

TEST(Verify, NamesTheRuleAndTheLine)
{
    EXPECT_EQ(in_text("a\nb\u202E\n"), "a character that may not be there in line 2");
    EXPECT_EQ(in_text("a\n\x1B[0m"), "a character that may not be there in line 2");
    EXPECT_EQ(in_text("a\r\nb\n"), "another kind of line end in line 3");
    EXPECT_EQ(in_text("a\rb"), "a carriage return without its line feed in line 1");
    EXPECT_EQ(in_text("a\r"), "a carriage return without its line feed in line 1");
    EXPECT_EQ(in_text("か\U000E0100"), "a variation selector out of place in line 1");
    EXPECT_EQ(in_text(""), "no text in line 1");
    EXPECT_EQ(in_text("\uFEFFa"), "a byte order mark that was not asked for in line 1");
    EXPECT_EQ(in_text("a\uFEFF"), "a character that may not be there in line 1");
    EXPECT_EQ(breach("a", Format::Text, Mark::Required), "no byte order mark in line 1");
    EXPECT_EQ(breach("\uFEFF", Format::Text, Mark::Required), "no text in line 1");
}

TEST(Verify, StopsEveryFormOfBrokenUtf8)
{
    for (std::string_view bytes : { "\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80",
             "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF", "\xE3\x81 " })
        EXPECT_EQ(in_text(bytes), "bytes that are no UTF-8 in line 1");
    EXPECT_EQ(in_text("\xE3\x81"), "half a character at the end in line 1");
}

TEST(Verify, SeesTheSameInBlocksOfAnySize)
{
    std::string text = "葛\U000E0100,\"あ\n\"\"い\"\r\n";
    for (std::size_t block = 1; block < 12; ++block) {
        EXPECT_EQ(breach(text, Format::Csv, Mark::Forbidden, block), "");
        EXPECT_EQ(breach(text + "x", Format::Csv, Mark::Forbidden, block),
            "a last row without its end in line 3");
    }
}

TEST(Verify, HoldsTablesToOurGrammar)
{
    EXPECT_EQ(in_table("a,b\r\n\"x,y\",\"\"\"\"\r\n,\r\n"), "");
    EXPECT_EQ(in_table("a,b\n"), "a cell that needs quotes in line 2");
    EXPECT_EQ(in_table("a;b\r\n"), "a cell that needs quotes in line 1");
    EXPECT_EQ(in_table("a\tb\r\n"), "a cell that needs quotes in line 1");
    EXPECT_EQ(in_table("a\"b\r\n"), "a cell that needs quotes in line 1");
    EXPECT_EQ(in_table("\"a\"b\r\n"), "text behind a closing quote in line 1");
    EXPECT_EQ(in_table("\"a\r\n\"\r\n"), "a carriage return inside a cell in line 1");
    EXPECT_EQ(in_table("\"a"), "a last row without its end in line 1");
    EXPECT_EQ(
        breach("a\tb,c\r\n", Format::Tsv, Mark::Forbidden), "a cell that needs quotes in line 1");
    EXPECT_EQ(breach("a\t\"b,c\"\r\n", Format::Tsv, Mark::Forbidden), "");
}

TEST(Verify, StopsCellsThatCompute)
{
    for (std::string cell : { "=1", "@x", "+x", "-x", " =1", "＝1", "＋x", "－x", "＠x", "\"=1\"",
             "\"\tx\"", "\"\nx\"", "﹦1", "-1e", "　@a" })
        EXPECT_EQ(in_table("a," + cell + "\r\n").substr(0, 30), "a cell that begins as a formul")
            << cell;
    EXPECT_EQ(in_table("sep=\r\n"), "a separator line in line 1");
    EXPECT_EQ(in_table("\"Sep=;\"\r\n"), "a separator line in line 1");
    EXPECT_EQ(in_table("a\r\nsep=\r\n"), "");
    EXPECT_EQ(in_table("-12.5,+81-3-1,-1E-5,'=1\r\n"), "");
}

TEST(Verify, CountsTheLettersThatTheAccountOfADocumentCounts)
{
    for (auto [text, letters] : { std::pair("two words\r\nand  more\r\n", 15u),
             std::pair("葛\U000E0100城 𠮷\u3000ﾊ\u00A0\u2003x\n", 6u), std::pair(" \t\n", 0u) }) {
        verify_text::Verifier verifier(Format::Text, Mark::Forbidden);
        verifier.take(base::view_of(std::string_view(text)));
        EXPECT_EQ(verifier.finish().take().letters, letters) << text;
        EXPECT_EQ(base::count_letters(text), letters) << text;
    }
}
