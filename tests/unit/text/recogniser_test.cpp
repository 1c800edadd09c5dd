// SPDX-License-Identifier: MIT
// The right encoding, or a refusal; never a guess that turns names into other names.
#include "tests/unit/text/helpers.h"

#include <gtest/gtest.h>

using charset::Encoding;
using text_test::encoded, text_test::rewrite;

TEST(Recogniser, TellsShortTextsApart)
{
    for (std::string text : { "東京", "報告書", "点検済", "はい", "テスト", "異常なし", "ポンプ",
             "氏名,住所", "計画.txt", "単位：℃", "令和8年", "株式会社", "山田 太郎", "No.①" }) {
        for (auto [name, encoding] :
            { std::pair { "UTF-8", Encoding::Utf8 }, std::pair { "CP932", Encoding::Cp932 },
                std::pair { "EUC-JP-MS", Encoding::EucJp } }) {
            auto rewritten = rewrite(encoded(text, name));
            // A refusal is allowed for a word alone, another word is not.
            if (rewritten.is_done()) {
                EXPECT_EQ(rewritten.text, text) << name;
                EXPECT_EQ(rewritten.encoding(), encoding) << text;
            } else if (encoding != Encoding::EucJp) {
                ADD_FAILURE() << text << " in " << name << ": " << rewritten.refusal();
            }
        }
    }
}

TEST(Recogniser, RefusesAWordThatTwoEncodingsReadWell)
{
    auto rewritten = rewrite("\xCA\xDD\xB6\xB8"); // ﾊﾝｶｸ, or two kanji in EUC-JP.
    EXPECT_EQ(rewritten.refusal(), "cannot tell the character encoding");
}

TEST(Recogniser, KnowsHalfWidthKanaByTheirCompany)
{
    auto text = std::string("ﾌﾘｶﾞﾅ ﾔﾏﾀﾞ ﾀﾛｳ\r\nﾁﾖﾀﾞｸ ｶｽﾐｶﾞｾｷ 2-1\r\n氏名 山田太郎\r\n");
    EXPECT_EQ(rewrite(encoded(text, "CP932")).text, text);
}

TEST(Recogniser, ReadsTablesOfFewJapaneseWords)
{
    std::string table = "氏名,性別,値\r\n";
    for (int i = 0; i < 200; ++i)
        table += "2026-11-21,ポンプA,0.42,男,\"正常, 運転\",髙﨑\r\n";
    EXPECT_EQ(rewrite(encoded(table, "CP932")).text, table);
    EXPECT_EQ(rewrite(encoded(table, "EUC-JP-MS")).text, table);
}

// In any language, and as the scanner of types takes it.
TEST(Recogniser, ReadsXmlInUtf16WithoutAMark)
{
    std::string text
        = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>المضخة تعمل بشكل طبيعي، насос</a>\n";
    for (const char* name : { "UTF-16LE", "UTF-16BE" }) {
        EXPECT_EQ(rewrite(encoded(text, name)).text, text) << name;
        EXPECT_FALSE(rewrite(encoded(text, name) + "x").is_done()) << name;
    }
}

TEST(Recogniser, RefusesWhatItDoesNotKnow)
{
    std::string chinese;
    std::string korean;
    for (int i = 0; i < 20; ++i) {
        chinese += "中华人民共和国的供水系统检查报告，设备运行正常。\n";
        korean += "수도 시설 점검 보고서입니다. 이상이 없습니다.\n";
    }
    EXPECT_EQ(rewrite(encoded(chinese, "GB18030")).refusal(), "cannot tell the character encoding");
    EXPECT_EQ(rewrite(encoded(korean, "EUC-KR")).refusal(), "cannot tell the character encoding");
    EXPECT_TRUE(rewrite(chinese).is_done()) << "in UTF-8 any language passes";
    EXPECT_TRUE(rewrite(korean).is_done());
}

TEST(Recogniser, RefusesBinaries)
{
    std::string zeros("PK\x03\x04\0\0\0\0some text", 17);
    EXPECT_EQ(rewrite(zeros).refusal(), "zero bytes: this is no text");
    std::string noise;
    unsigned state = 1;
    for (int i = 0; i < 10'000; ++i) {
        state = state * 1103515245u + 12345u;
        noise += static_cast<char>((state >> 16) % 255 + 1);
    }
    EXPECT_FALSE(rewrite(noise).is_done());
    EXPECT_EQ(
        rewrite(std::string_view("\xFF\xFE\0\0a\0\0\0", 8)).refusal(), "UTF-32 is not read here");
}

TEST(Recogniser, ReadsWesternTextOnlyWhereThePolicySaysSo)
{
    std::string manual = "Für größere Geräte: Öl nachfüllen, 20 µm Filter prüfen.\n";
    auto bytes = encoded(manual, "CP1252");
    EXPECT_EQ(rewrite(bytes).refusal(), "cannot tell the character encoding");
    rebuild_text::Wanted wanted;
    wanted.latin1 = charset::Latin1::Accept;
    auto rewritten = rewrite(bytes, wanted);
    EXPECT_EQ(rewritten.text, manual);
    EXPECT_EQ(rewritten.encoding(), Encoding::Latin1);
    EXPECT_EQ(rewrite(manual).text, manual) << "UTF-8 passes in any case";
}

TEST(Recogniser, LetsOnePercentBeBrokenAndNoMore)
{
    std::string good;
    for (int i = 0; i < 100; ++i)
        good += "あ";
    auto rewritten = rewrite(good + "\xFF");
    ASSERT_TRUE(rewritten.is_done()) << rewritten.refusal();
    EXPECT_EQ(rewritten.text, good + "\uFFFD");
    EXPECT_EQ(rewritten.count(charset::Removal::Invalid), 1u);
    EXPECT_FALSE(rewrite(good + "\xFF\xFF").is_done());
    // The broken part may come later than the sample: an ASCII log with a tail of noise.
    auto late = "\xEF\xBB\xBF" + good + std::string(200, '\xFF');
    EXPECT_EQ(rewrite(late).refusal(),
        "more than one character in a hundred means nothing in the text's encoding");
}

TEST(Recogniser, RefusesEmptyText)
{
    EXPECT_EQ(rewrite("").refusal(), "nothing in it");
    EXPECT_EQ(rewrite("\xEF\xBB\xBF").refusal(), "nothing visible in it");
    EXPECT_EQ(rewrite("\u200B\u202E").refusal(), "nothing visible in it");
}
