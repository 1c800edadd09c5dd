// SPDX-License-Identifier: MIT
// What a reader of a page would read, and nothing a page can hide or do (T36, T40).
#include "sanitizer/decode/html/convert.h"
#include "sanitizer/decode/html/nesting.h"
#include "sanitizer/verify/text/verify.h"

#include <gtest/gtest.h>

using charset::Removal;

namespace {

struct Converted {
    charset::Outcome outcome;
    std::string text; // LF for CRLF.

    const charset::Report& report() const { return std::get<charset::Report>(outcome); }
    std::string refusal() const
    {
        auto* refusal = std::get_if<charset::Refusal>(&outcome);
        return refusal ? refusal->detail : "";
    }
};

}

static Converted convert(std::string_view page, const html::Wanted& wanted = {})
{
    static const auto tables = charset::load_tables().take();
    std::string text;
    auto sink = [&](base::View block) -> Result<void> {
        text += base::text_of(block);
        return {};
    };
    auto outcome = html::convert(base::view_of(page), *tables, wanted, sink).take();
    if (std::holds_alternative<charset::Report>(outcome)) {
        verify_text::Verifier verifier(verify_text::Format::Text,
            wanted.mark == html::Mark::Write ? verify_text::Mark::Required
                                             : verify_text::Mark::Forbidden);
        verifier.take(base::view_of(text));
        auto sound = verifier.finish();
        EXPECT_TRUE(sound) << sound.error().message << "\n" << text;
    }
    std::erase(text, '\r');
    return { outcome, text };
}

static std::string text_of(std::string_view page)
{
    auto converted = convert(page);
    return converted.text.empty() ? "refused: " + converted.refusal() : converted.text;
}

TEST(Html, LaysOutHeadingsParagraphsAndLists)
{
    EXPECT_EQ(
        text_of("<!DOCTYPE html><title>点検 報告</title><h1>第1章</h1><p>異常\n  なし。<p>次<br>行"
                "<ul><li>一<li>二<ul><li>三</ul></ul><ol><li>a<li>b</ol><hr>end"),
        "点検 報告\n\n第1章\n\n異常 なし。\n\n次\n行\n\n- 一\n- 二\n  - 三\n\n1. a\n2. "
        "b\n\n----\n\nend");
}

TEST(Html, SetsTablesInTabs)
{
    EXPECT_EQ(
        text_of(
            "<table><caption>ポンプ</caption><tr><th>名<th>値<tr><td>A<td><p>0.4</p><tr><td><td>"
            "x</table>after"),
        "ポンプ\n名\t値\nA\t0.4\n\tx\n\nafter");
}

TEST(Html, KeepsLinesOfPreformattedText)
{
    EXPECT_EQ(text_of("<p>a</p><pre>x\n  y\n</pre>z"), "a\n\nx\n  y\n\n\nz");
}

TEST(Html, WritesAddressesOfLinksBehindThem)
{
    auto converted = convert(
        "<p><a href='https://example.jp/a b'>水道局</a> <a href=' HTTP://x.jp/ '>HTTP://x.jp/</a> "
        "<a href='mailto:a@b'>mail</a> <a href='#top'>top</a> "
        "<a href=' java\nscript:alert(1)'>click</a> "
        "<a href='https://x/%22\"><script>'>odd</a>");
    EXPECT_EQ(converted.text,
        "水道局 <https://example.jp/a%20b> HTTP://x.jp/ mail top click odd "
        "<https://x/%22%22%3E%3Cscript%3E>");
    EXPECT_EQ(converted.report().links, 4u);
    EXPECT_EQ(converted.report().removals.of(Removal::Script).count, 1u);
}

TEST(Html, LeavesOutWhatActsAndWhatIsHidden)
{
    auto converted = convert(
        "<html><head><style>p{color:red}</style><script>document.write('x')</script></head>"
        "<body onload='go()'><p>seen</p><noscript>no</noscript><template>t</template>"
        "<iframe src='http://x'>frame</iframe><object data='x'>o</object><svg><text>s</text></svg>"
        "<p hidden>h1</p><p style='DISPLAY : none'>h2</p><span style='font-size:0'>h3</span>"
        "<div style='color:red;visibility:hidden'>h4</div><!-- comment --><img src='x' alt='図1'>"
        "<form><input type=hidden value=v><button>送信</button></form></body>");
    EXPECT_EQ(converted.text, "seen\n\n[図1]\n\n送信");
    const auto& removals = converted.report().removals;
    EXPECT_EQ(removals.of(Removal::Script).count, 2u);
    EXPECT_EQ(removals.of(Removal::Style).count, 1u);
    EXPECT_EQ(removals.of(Removal::Hidden).count, 6u);
    EXPECT_EQ(removals.of(Removal::Frame).count, 2u);
    EXPECT_EQ(removals.of(Removal::Image).count, 2u);
    EXPECT_EQ(removals.of(Removal::Form).count, 1u);
}

TEST(Html, CleansWhatCharacterReferencesBringBack)
{
    auto converted
        = convert("<p>a&#x202E;b&#8203;c&lt;script&gt;&#x1B;[31mred&#0;&#xD800;&#xE000;");
    EXPECT_EQ(converted.text, "abc<script>red��〓");
    EXPECT_EQ(converted.report().removals.of(Removal::Bidi).count, 1u);
    EXPECT_EQ(converted.report().removals.of(Removal::Invisible).count, 1u);
}

TEST(Html, BelievesTheBytesMoreThanTheDeclaration)
{
    std::string body = "<p>水道施設の点検報告書です。異常はありません。";
    EXPECT_EQ(
        text_of("<meta charset=Shift_JIS>" + body), "水道施設の点検報告書です。異常はありません。");
    // 水道 in EUC-JP alone is also read well as something else; the declaration decides.
    EXPECT_EQ(text_of("<meta http-equiv=Content-Type content='text/html; charset=EUC-JP'>"
                      "\xBF\xE5\xC6\xBB"),
        "水道");
    EXPECT_EQ(text_of("<meta charset=iso-8859-1><p>gr\xF6\xDF\x65r"), "größer");
    EXPECT_EQ(text_of("<meta charset=utf-7><p>+ADw-script+AD4-"), "+ADw-script+AD4-");
}

TEST(Html, RefusesDepthBeforeItCosts)
{
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "<div>";
    EXPECT_EQ(convert(deep + "x").refusal(), "elements nested too deeply");
    html::Wanted wanted;
    wanted.most_depth = 50;
    auto nested = [](int depth) {
        std::string page;
        for (int i = 0; i < depth; ++i)
            page += "<div>";
        return page + "x";
    };
    EXPECT_EQ(convert(nested(50), wanted).text, "x");
    EXPECT_EQ(convert(nested(51), wanted).refusal(), "elements nested too deeply");
    // Cells in cells have no ends of their own to count; the tree shows them.
    std::string tables;
    for (int i = 0; i < 40; ++i)
        tables += "<table><tr><td>";
    EXPECT_EQ(convert(tables + "x", wanted).refusal(), "elements nested too deeply");
}

TEST(Html, CountsDepthByTags)
{
    EXPECT_EQ(html::likely_depth("<p><p><br><div></div><div><b></b></div>", 9), 2u);
    EXPECT_EQ(html::likely_depth("<script><div><div><div></script><div>", 9), 1u);
    EXPECT_EQ(html::likely_depth("<!-- <div><div> --><div>", 9), 1u);
    EXPECT_EQ(html::likely_depth("a < b, </div></div><DIV>", 9), 1u);
}

TEST(Html, LimitsTheTree)
{
    // Each paragraph opens all the formatting before it anew.
    std::string page = "<p>";
    for (int i = 0; i < 900; ++i)
        page += "<b id=" + std::to_string(i) + ">";
    for (int i = 0; i < 5'000; ++i)
        page += "<p>x";
    html::Wanted wanted;
    wanted.most_tree_bytes = 64 << 20;
    EXPECT_EQ(convert(page + "x", wanted).refusal(), "the page's tree is too large");
    EXPECT_EQ(convert("<p>x", wanted).text, "x");
}

TEST(Html, LimitsTheText)
{
    html::Wanted wanted;
    wanted.most_output_bytes = 1000;
    EXPECT_EQ(convert(std::string(1000, 'x'), wanted).text, std::string(1000, 'x'));
    EXPECT_EQ(convert(std::string(1001, 'x'), wanted).refusal(), "the text grows beyond its limit");
}

TEST(Html, RefusesPagesWithoutText)
{
    EXPECT_EQ(convert("<script>x</script>").refusal(), "no visible text on the page");
    EXPECT_EQ(convert("").refusal(), "no visible text on the page");
    EXPECT_EQ(convert(std::string_view("<p>\0x", 5)).refusal(), "zero bytes: this is no text");
}

TEST(Html, WritesAByteOrderMarkWhereItIsAskedFor)
{
    html::Wanted wanted;
    wanted.mark = html::Mark::Write;
    EXPECT_EQ(convert("<p>x", wanted).text, "\uFEFFx");
    EXPECT_EQ(convert("<p>", wanted).refusal(), "no visible text on the page");
}

TEST(Html, SurvivesTagSoup)
{
    for (std::string_view page :
        { "<", "</", "<a", "<a href=", "<!--", "<![CDATA[", "<table><a><table>x",
            "</p></br></html>x<p>y", "<a><p></a></p>z", "&#99999999999;&notanentity;&",
            "<svg><p>x</svg>y", "<math><mi>x", "<select><table><tr><td>x", "<frameset><frame>",
            "<title>", "<plaintext><b>x", "<li>x<td>y</ul>z" })
        convert(page);
}

// What stands in the body of the page that is written for who draws it.
static std::string page_of(std::string_view page)
{
    html::Wanted wanted;
    wanted.form = html::Form::Page;
    auto converted = convert(page, wanted);
    auto start = converted.text.find("<body>\n");
    if (start == converted.text.npos)
        return "refused: " + converted.refusal();
    EXPECT_TRUE(converted.text.starts_with("<!DOCTYPE html>\n<html><head><meta http-equiv="));
    start += 7;
    return converted.text.substr(start, converted.text.find("\n</body>") - start);
}

TEST(HtmlPage, KeepsTheShapeOfADocument)
{
    EXPECT_EQ(
        page_of("<title>t</title><h1 class=a>水 &lt;1&gt; &amp;</h1><p style='color:red'>a<br>b<hr>"
                "<ul><li><strong>c</strong><li><em>d</em></ul><pre>e\n  f</pre>"),
        "<h1>水 &lt;1&gt; &amp;</h1><p>a<br>b</p><hr><ul><li><b>c</b></li><li><i>d</i></li></ul>"
        "<pre>e\n  f</pre>");
    EXPECT_EQ(page_of("<table width=9><tr><th colspan=2 rowspan='1' onclick=x>a<td colspan=999>b"
                      "<td rowspan=-1 colspan=x>c</table>"),
        "<table border=\"1\" cellspacing=\"0\"><tr><th colspan=\"2\">a</th><td "
        "colspan=\"100\">b</td>"
        "<td>c</td></tr></table>");
    EXPECT_EQ(page_of("<section><unheard>a</unheard></section><img src=x alt='<b>'>"),
        "<div>a</div>[&lt;b&gt;]");
}

TEST(HtmlPage, HasNothingThatActsOrLeadsAnywhere)
{
    for (const auto* page : { "<script>x</script>a", "<style>@import 'http://x'</style>a",
             "<link rel=stylesheet href=http://x>a", "<base href=http://x>a",
             "<meta http-equiv=refresh content='0;url=http://x'>a",
             "<iframe src=http://x></iframe>a", "<object data=http://x></object>a",
             "<embed src=http://x>a", "<img src=http://x>a", "<svg><image href=http://x /></svg>a",
             "<video src=http://x></video>a",
             "<form action=http://x><input type=image src=http://x></form>a",
             "<table background=http://x></table>a", "<body background=http://x onload=x>a",
             "<a href=http://x onclick=x>a</a>", "<a href=javascript:x>a</a>", "<!-- http://x -->a",
             "<p style='background:url(http://x)'>a", "<math href=http://x>a</math>",
             "<frameset><frame src=http://x></frameset>", "<sdfield type=x>a",
             "<applet code=x>a" }) {
        auto written = page_of(page);
        if (written.starts_with("refused: no visible text"))
            continue;
        EXPECT_EQ(written.find("http"), written.npos) << written;
        EXPECT_EQ(written.find('x'), written.npos) << written;
    }
    EXPECT_EQ(page_of("&lt;script&gt;a&lt;/script&gt;"), "&lt;script&gt;a&lt;/script&gt;");
    EXPECT_EQ(page_of("<p>水質水質水質水質水質</p>&amp;l\u200Bt;"),
        "<p>水質水質水質水質水質</p>&amp;lt;");
}

// Such a sequence would otherwise go on into our own elements.
TEST(HtmlPage, HasNoControlCharacterOfAReference)
{
    EXPECT_EQ(page_of("<b>a&#27;[</b>b"), "<b>a[</b>b");
    EXPECT_EQ(page_of("<b>a&#x9B;</b>&#1;\t&#127;<i>水</i>"), "<b>a›</b>\t<i>水</i>");
}

TEST(HtmlPage, CountsAsTheTextDoes)
{
    auto page = "<head><script>x</script></head><p onclick=x onload=y>a<a href=http://x>b</a><a "
                "href='javascript:x'>c</a><img><form>d</form>"
                "<div hidden>e</div><iframe></iframe><style>f</style><script>g</script>";
    html::Wanted wanted;
    auto text = convert(page, wanted);
    wanted.form = html::Form::Page;
    auto drawn = convert(page, wanted);
    for (std::size_t i = 0; i < charset::removal_count; ++i) {
        auto what = static_cast<Removal>(i);
        EXPECT_EQ(drawn.report().removals.of(what).count, text.report().removals.of(what).count)
            << i;
    }
    EXPECT_EQ(drawn.report().removals.of(Removal::Script).count, 5u);
    EXPECT_EQ(drawn.report().links, 1u);
}

TEST(HtmlPage, KeepsItsLimits)
{
    EXPECT_EQ(page_of("<p> <img src=x> </p>"), "refused: no visible text on the page");
    auto tables = [](int depth) {
        std::string page;
        for (int i = 0; i < depth; ++i)
            page += "<table><tr><td>";
        return page + "a";
    };
    auto count = [](const std::string& text) {
        int found = 0;
        for (auto at = text.find("<table"); at != text.npos; at = text.find("<table", at + 1))
            ++found;
        return found;
    };
    EXPECT_EQ(count(page_of(tables(4))), 4);
    EXPECT_EQ(count(page_of(tables(9))), 4);
    html::Wanted wanted;
    wanted.form = html::Form::Page;
    wanted.most_output_bytes = 300;
    EXPECT_EQ(convert("<p>" + std::string(100, 'a'), wanted).refusal(), "");
    EXPECT_EQ(convert("<p>" + std::string(300, 'a'), wanted).refusal(),
        "the text grows beyond its limit");
    EXPECT_EQ(convert("<p>" + std::string(100, '<'), wanted).refusal(),
        "the text grows beyond its limit");
}
