// SPDX-License-Identifier: MIT
// Japanese text comes out as it went in, whatever it was encoded in.
#include "tests/unit/text/helpers.h"

#include <gtest/gtest.h>

using charset::Encoding;
using text_test::encoded, text_test::rewrite;

// As a municipal form has it: half-width kana, circled numbers, Windows' own kanji, wave dash.
static const std::string form = "令和8年度 点検報告書\r\n"
                                "担当者：髙﨑 太郎（ﾀｶｻｷ ﾀﾛｳ）\r\n"
                                "期間：①4月1日～9月30日 ②㈱関所設備\r\n"
                                "ﾊﾝｶｸ と全角、ポンプＡ－１は正常です。\r\n";

struct Case {
    const char* iconv_name;
    Encoding encoding;
};

class Encodings : public testing::TestWithParam<Case> { };

TEST_P(Encodings, BringTheFormBackUnchanged)
{
    auto bytes = encoded(form, GetParam().iconv_name);
    auto rewritten = rewrite(bytes);
    ASSERT_TRUE(rewritten.is_done()) << rewritten.refusal();
    EXPECT_EQ(rewritten.encoding(), GetParam().encoding);
    EXPECT_EQ(rewritten.text, form);
}

// A character may lie across any two blocks of the work.
TEST_P(Encodings, LoseNothingWhereBlocksMeet)
{
    std::string line = "水道施設の点検、髙﨑①ﾎﾟﾝﾌﾟ。\r\n";
    for (std::size_t shift = 0; shift < 4; ++shift) {
        std::string text(shift, 'x');
        text += "\r\n";
        while (text.size() < 300'000)
            text += line;
        auto rewritten = rewrite(encoded(text, GetParam().iconv_name));
        ASSERT_TRUE(rewritten.is_done()) << rewritten.refusal();
        EXPECT_EQ(rewritten.text == text, true) << "shifted by " << shift;
    }
}

INSTANTIATE_TEST_SUITE_P(All, Encodings,
    testing::Values(Case { "UTF-8", Encoding::Utf8 }, Case { "CP932", Encoding::Cp932 },
        Case { "EUC-JP-MS", Encoding::EucJp }, Case { "UTF-16LE", Encoding::Utf16Le },
        Case { "UTF-16BE", Encoding::Utf16Be }),
    [](const auto& test) { return "Case" + std::to_string(test.index); });

TEST(Encodings, ReadByteOrderMarks)
{
    EXPECT_EQ(rewrite("\xEF\xBB\xBF" + form).text, form);
    EXPECT_EQ(rewrite("\xFF\xFE" + encoded(form, "UTF-16LE")).text, form);
    EXPECT_EQ(rewrite("\xFE\xFF" + encoded(form, "UTF-16BE")).text, form);
    EXPECT_EQ(rewrite("\xFF\xFE" + encoded("𠮷野家\n", "UTF-16LE")).text, "𠮷野家\n");
}

TEST(Encodings, ReadMailOfOldWithItsHalfWidthKana)
{
    auto rewritten = rewrite("\x1B$B$3$s$K$A$O\x1B(B, \x1B(IJ]6\x38\x1B(B \x1B(J\\100\x1B(B\n");
    ASSERT_TRUE(rewritten.is_done()) << rewritten.refusal();
    EXPECT_EQ(rewritten.encoding(), Encoding::Iso2022Jp);
    EXPECT_EQ(rewritten.text, "こんにちは, ﾊﾝｶｸ ¥100\n");
}

TEST(Encodings, KeepIdeographicVariationsAndRareKanji)
{
    std::string text = "葛󠄀城市 𠮷田 辻󠄀\n";
    EXPECT_EQ(rewrite(text).text, text);
}

TEST(Encodings, WaveDashIsTheSameFromAllOfThem)
{
    EXPECT_EQ(rewrite("4\x81\x60"
                      "5\x8C\x8E\n")
                  .text,
        "4～5月\n");
    EXPECT_EQ(rewrite("\xC5\xC0\xB8\xA1\xA4\xCF 4\xA1\xC1"
                      "5\xB7\xEE\xA4\xC7\xA4\xB9\n")
                  .text,
        "点検は 4～5月です\n");
}

// Or else a stray byte before a cell or a tag would hide how it begins.
TEST(Encodings, BrokenBytesSwallowNothingBehindThem)
{
    std::string text;
    while (text.size() < 1000)
        text += "水道施設の点検報告書です。";
    for (auto [name, broken] : { std::pair { "CP932",
                                     "\x85"
                                     "A" },
             std::pair { "EUC-JP-MS",
                 "\xA9"
                 "A" },
             std::pair { "UTF-8",
                 "\xE3\x81"
                 "A" } })
        EXPECT_EQ(rewrite(encoded(text, name) + broken).text, text + "\uFFFDA") << name;
}

// IBM's kanji in NEC's rows, as CP50221 and CP51932 write them.
TEST(Encodings, ReadTheKanjiOfNecsRows)
{
    EXPECT_EQ(rewrite("\x1B$B|byu\x1B(B\n").text, "髙﨑\n");
    auto name = rewrite("\xC3\xB4\xC5\xF6\xBC\xD4\xA1\xA7\xFC\xE2\xF9\xF5\xA4\xB5\xA4\xF3\n");
    EXPECT_EQ(name.text, "担当者：髙﨑さん\n");
}
