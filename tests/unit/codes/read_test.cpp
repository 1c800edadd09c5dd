// SPDX-License-Identifier: MIT
// Which codes are found, and what is told of them.
#include "scanners/codes/read.h"
#include "tests/unit/codes/qr_sample.h"

#include <gmock/gmock.h>

using codes::Gray, codes::read_codes;
using qr_sample::code, qr_sample::Look, qr_sample::paper, qr_sample::put;
using testing::ElementsAre, testing::IsEmpty;

static std::vector<std::string> texts_in(Gray gray)
{
    seen::Findings findings;
    read_codes(gray, findings);
    std::vector<std::string> texts;
    for (const auto& one : findings.listed()) {
        EXPECT_EQ(one.kind, seen::Kind::Code);
        EXPECT_EQ(one.where, seen::Where::Code);
        texts.push_back(one.text);
    }
    return texts;
}

static constexpr auto address = "https://example.jp/check?id=12345678";

TEST(Codes, AreReadAtEveryAngleAndSizeThatATelephoneReads)
{
    for (double degrees : { 0.0, 15.0, 45.0, 90.0, 200.0 }) {
        for (double module : { 2.5, 4.0, 10.0, 25.0 })
            EXPECT_THAT(texts_in(code(address, { module, degrees })), ElementsAre(address))
                << degrees << " degrees, modules of " << module;
    }
}

TEST(Codes, AreReadLightOnDark)
{
    EXPECT_THAT(texts_in(code(address, { 3, 0, true })), ElementsAre(address));
}

TEST(Codes, AreAllFoundOnASheetOfThem)
{
    auto sheet = paper(1240, 1754);
    for (int i = 0; i < 30; ++i)
        put(sheet, address + std::to_string(i), 120 + i % 6 * 200, 150 + i / 6 * 330);
    put(sheet, "light", 1120, 1680, { 3, 0, true });
    seen::Findings findings;
    read_codes(sheet, findings);
    EXPECT_EQ(findings.count(seen::Kind::Code), 31u);
}

TEST(Codes, AreNoneOnBlankOrTinyPaper)
{
    EXPECT_THAT(texts_in(paper(1240, 1754)), IsEmpty());
    EXPECT_THAT(texts_in(paper(1, 1)), IsEmpty());
    EXPECT_THAT(texts_in(paper(20, 5000)), IsEmpty());
}

TEST(Codes, TellJapaneseInTheEncodingsOfTelephones)
{
    EXPECT_THAT(texts_in(code("\xE7\x82\xB9\xE6\xA4\x9C")), ElementsAre("点検")); // UTF-8
    EXPECT_THAT(texts_in(code("\x93\x5F\x8C\x9F\x95\x5C")), ElementsAre("点検表")); // CP932
}

TEST(Codes, ShowNothingThatCouldMoveACursorOrTurnText)
{
    for (const auto& text : texts_in(code("BEGIN:VCARD\r\nN:\x1b[2J\xE2\x80\xAE;")))
        EXPECT_EQ(text, "BEGIN:VCARD\uFFFD\uFFFDN:\uFFFD[2J\uFFFD;");
    EXPECT_THAT(texts_in(code(std::string(8, '\0'))), testing::SizeIs(1));
}

static std::string host_in(const std::string& text)
{
    auto gray = code(text);
    seen::Findings findings;
    read_codes(gray, findings);
    return findings.listed().empty() ? "no code" : findings.listed()[0].host;
}

TEST(Codes, TellTheHostWhereTheTextMayBeReadOtherwise)
{
    EXPECT_EQ(host_in("https://www.example.jp@evil.example/"), "evil.example");
    EXPECT_EQ(host_in("https://例え.jp/"), "xn--r8jz45g.jp");
    EXPECT_EQ(host_in(address), "");
    EXPECT_EQ(host_in("WIFI:S:a;P:b@c;;"), "");
    EXPECT_EQ(host_in("tanaka@example.jp"), "");
}

TEST(Codes, CutALongTextAndKeepItsHost)
{
    auto text = texts_in(
        code("https://" + std::string(900, 'u') + "@evil.example/" + std::string(900, 'p')));
    ASSERT_EQ(text.size(), 1u);
    EXPECT_LT(text[0].size(), 400u);
    EXPECT_THAT(text[0], testing::HasSubstr("@evil.example/"));
}
