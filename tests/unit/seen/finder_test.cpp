// SPDX-License-Identifier: MIT
// Which addresses a person would see in a text, and where they begin and end.
#include "kiosk/core/base/text.h"
#include "scanners/seen/finder.h"

#include <gmock/gmock.h>

using seen::Finder, seen::Findings, seen::Kind;
using testing::ElementsAre, testing::IsEmpty;

using Texts = std::vector<std::string>;

static Texts texts_of(const Findings& findings, Kind kind)
{
    Texts all;
    for (const auto& one : findings.listed()) {
        if (one.kind == kind)
            all.push_back(one.text);
    }
    return all;
}

static Texts links_in(std::string_view text)
{
    Finder finder;
    finder.take(text);
    return texts_of(finder.finish(), Kind::Link);
}

static Texts addresses_in(std::string_view text)
{
    Finder finder;
    finder.take(text);
    return texts_of(finder.finish(), Kind::Address);
}

TEST(Finder, FindsALinkAmongWords)
{
    EXPECT_THAT(
        links_in("see https://example.jp/a?b=c#d now"), ElementsAre("https://example.jp/a?b=c#d"));
    EXPECT_THAT(links_in("HTTP://EXAMPLE.JP"), ElementsAre("HTTP://EXAMPLE.JP"));
    EXPECT_THAT(links_in("ftp://a.jp/x file:///C:/x smb://server/share"),
        ElementsAre("ftp://a.jp/x", "file:///C:/x", "smb://server/share"));
    EXPECT_THAT(links_in("http://localhost:8080/x http://[2001:db8::1]:8/y http://192.0.2.1"),
        ElementsAre("http://localhost:8080/x", "http://[2001:db8::1]:8/y", "http://192.0.2.1"));
    EXPECT_THAT(links_in("https://bank.example@evil.example/"),
        ElementsAre("https://bank.example@evil.example/"));
}

TEST(Finder, EndsALinkWhereTheSentenceGoesOn)
{
    EXPECT_THAT(
        links_in("(https://example.jp/a), \"https://example.jp/b\"; <https://example.jp/c>."),
        ElementsAre("https://example.jp/a", "https://example.jp/b", "https://example.jp/c"));
    EXPECT_THAT(links_in("https://example.jp/a_(b) https://example.jp."),
        ElementsAre("https://example.jp/a_(b)", "https://example.jp"));
    EXPECT_THAT(links_in("詳細はhttps://example.jpを参照。"), ElementsAre("https://example.jp"));
    EXPECT_THAT(links_in("「https://example.jp/abc」、https://example.jp/を開く"),
        ElementsAre("https://example.jp/abc", "https://example.jp/"));
    EXPECT_THAT(links_in("https://example.jp/abcを参照"), ElementsAre("https://example.jp/abc"));
    EXPECT_THAT(links_in("https://example.jp（連絡先）"), ElementsAre("https://example.jp"));
}

TEST(Finder, KnowsJapaneseHostsAndPaths)
{
    EXPECT_THAT(links_in("http://日本語.jpを見る http://例え.みんな/"),
        ElementsAre("http://日本語.jp", "http://例え.みんな/"));
    EXPECT_THAT(links_in("https://ja.example.org/wiki/関所を見る"),
        ElementsAre("https://ja.example.org/wiki/関所"));
}

TEST(Finder, ReadsFullWidthFormsAsTheirAscii)
{
    EXPECT_THAT(links_in("ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ／ａ　次"),
        ElementsAre("https://example.jp/a"));
    EXPECT_THAT(links_in("ｗｗｗ．example．jp"), ElementsAre("www.example.jp"));
    EXPECT_THAT(
        addresses_in("ｔａｎａｋａ＠ｅｘａｍｐｌｅ．ｊｐ"), ElementsAre("tanaka@example.jp"));
}

TEST(Finder, FindsLinksWithoutAScheme)
{
    EXPECT_THAT(links_in("www.example.jp/a とWWW.example.comで"),
        ElementsAre("www.example.jp/a", "WWW.example.com"));
    EXPECT_THAT(links_in("awww.example.jp www. wwwx.jp www.example"), IsEmpty());
}

TEST(Finder, FindsMailAddresses)
{
    EXPECT_THAT(addresses_in("連絡先：tanaka.taro+x@city.example.jpまで。"),
        ElementsAre("tanaka.taro+x@city.example.jp"));
    EXPECT_THAT(addresses_in("mailto:a@example.jp?subject=x 山田<b@日本語.jp>"),
        ElementsAre("a@example.jp", "b@日本語.jp"));
    EXPECT_THAT(addresses_in("@name a@b a@@b.jp x@1.2 @example.jp"), IsEmpty());
}

TEST(Finder, LeavesDefangedOnesAlone)
{
    EXPECT_THAT(links_in("hxxps://evil.example/ hXXp://evil.example https://evil[.]example/ "
                         "h[tt]ps://evil.example www.evil.co(dot)jp"),
        IsEmpty());
    EXPECT_THAT(addresses_in("a@evil[.]example a[at]evil.example"), IsEmpty());
}

// What a program would open, whatever stands around it.
TEST(Finder, IsNotLedPastALink)
{
    struct {
        const char* text;
        const char* link;
    } const cases[] {
        { "参考[1]https://evil.example/login", "https://evil.example/login" },
        { "*https://evil.example/", "https://evil.example/" },
        { "[x]ftp://evil.example", "ftp://evil.example" },
        { "https://evil.example(.pdf)", "https://evil.example" },
        { "https://evil.example{: x", "https://evil.example" },
        { "https://evil.example(dotted) x", "https://evil.example" },
        { "https://evil.example[.] x", "https://evil.example" },
        { "hxs://evil.example/", "hxs://evil.example/" },
        { "https://銀行.jp@evil.example/x", "https://銀行.jp@evil.example/x" },
        { "https://銀行、案内@evil.example/x", "https://銀行、案内@evil.example/x" },
        { "https://www。bank。evil.example/", "https://www。bank。evil.example/" },
        { "https://www｡銀行｡jp/", "https://www｡銀行｡jp/" },
        { "https://www.銀行。みんな/ x", "https://www.銀行。みんな/" },
        { "https://ⓔⓥⓘⓛ.com/", "https://evil.com/" },
        { "https://𝐞𝐯𝐢𝐥.com/", "https://evil.com/" },
        { "https://{evil.example}/x y", "https://{evil.example}/x" },
        { "http://[fe80::1%25eth0]/x y", "http://[fe80::1%25eth0]/x" },
        { "x://evil.example", "x://evil.example" },
        { "見よ\\\\evil.example\\共有\\a.docx。", "\\\\evil.example\\共有\\a.docx" },
        { "\\\\evil@SSL\\share (x)", "\\\\evil@SSL\\share" },
        { "https:\\\\evil.example x", "https:\\\\evil.example" },
    };
    for (const auto& one : cases) {
        EXPECT_THAT(links_in(one.text), ElementsAre(one.link)) << one.text;
        EXPECT_THAT(links_in(one.text + std::string(" ")), ElementsAre(one.link)) << one.text;
    }
}

TEST(Finder, EndsASentenceWhereAWideDotDoes)
{
    EXPECT_THAT(links_in("https://example.jp。詳細は次へ。"), ElementsAre("https://example.jp"));
    EXPECT_THAT(links_in("「https://」で始まる https:// x http://。"), IsEmpty());
    EXPECT_THAT(links_in("C:\\\\Users\\\\a \\\\ \\\\begin{x}"), IsEmpty());
    EXPECT_THAT(addresses_in("https://example.jpを参照。担当tanaka@example.jp"),
        ElementsAre("tanaka@example.jp"));
}

TEST(Finder, ReadsOverWhatNobodySees)
{
    EXPECT_THAT(links_in("https://exam\u200bple.jp/\u00ada"), ElementsAre("https://example.jp/a"));
    EXPECT_THAT(links_in("https://example.jp\nhttps://example.com"),
        ElementsAre("https://example.jp", "https://example.com"));
}

TEST(Finder, FindsTheSameWhereverThePiecesEnd)
{
    const std::string text = "https://example.jp/a?b と tanaka@example.jp と www.example.com/x。";
    for (std::size_t before = 0; before < 2 * Finder::most_held; before += 7) {
        Finder finder;
        for (auto point : std::u32string(before, U'水'))
            finder.take(point);
        finder.break_off();
        finder.take(text);
        const auto& findings = finder.finish();
        ASSERT_THAT(texts_of(findings, Kind::Link),
            ElementsAre("https://example.jp/a?b", "www.example.com/x"))
            << before;
        ASSERT_THAT(texts_of(findings, Kind::Address), ElementsAre("tanaka@example.jp")) << before;
    }
}

TEST(Finder, GoesOnBehindALinkThatIsTooLong)
{
    auto found
        = links_in("https://example.jp/" + std::string(20'000, 'a') + " https://example.com");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_TRUE(found[0].starts_with("https://example.jp/aaa"));
    EXPECT_TRUE(found[0].ends_with("…"));
    EXPECT_EQ(found[1], "https://example.com");
}

TEST(Finder, LooksForLabelsAmongTheFirstWordsOfEachPart)
{
    Finder finder;
    finder.take("機密性２ 定例報告\n" + std::string(600, 'x') + "部外秘");
    finder.begin_part();
    finder.take("取扱注意");
    EXPECT_THAT(texts_of(finder.finish(), Kind::Label), ElementsAre("機密性2", "取扱注意"));
}
