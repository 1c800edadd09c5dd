// SPDX-License-Identifier: MIT
// The words of XML, and nothing that a reader of XML would obey.
#include "tests/unit/text/helpers.h"

#include "sanitizer/rebuild/text/markup.h"

#include <gtest/gtest.h>

using charset::Removal, rebuild_text::Format;

static text_test::Rewritten read(std::string_view markup)
{
    rebuild_text::Wanted wanted;
    wanted.format = Format::Markup;
    return text_test::rewrite(markup, wanted);
}

static std::string words(std::string_view markup)
{
    return read(markup).text;
}

TEST(Markup, GivesTheWordsAndNothingElse)
{
    EXPECT_EQ(words("<?xml version=\"1.0\"?>\n<日報 a=\"b>c\">\n  "
                    "<水位>12.5</水位><単位>m</単位>\n</日報>\n"),
        "12.5 m");
    EXPECT_EQ(words("<a><!-- gone > --><b/>words<?php gone ?> more</a>"), "words more");
    EXPECT_EQ(words("<a>1\n\n\n  2</a>"), "1\n2");
    EXPECT_EQ(words("<a><![CDATA[a < b ]] > c]]></a>"), "a < b ]] > c");
    EXPECT_EQ(words("<a>a < b && c</a>"), "a < b && c");
    EXPECT_EQ(words("text without any markup"), "text without any markup");
}

TEST(Markup, ReadsTheFiveReferencesAndNumbers)
{
    EXPECT_EQ(words("<a>&lt;b&gt; &amp; &quot;c&apos;</a>"), "<b> & \"c'");
    EXPECT_EQ(words("<a>&#28003;&#x6C34;</a>"), "浣水");
    EXPECT_EQ(words("<a>a&b;c &#; &#x; &#x110000; &#xD800; &#0; &amp</a>"),
        "a&b;c &#; &#x; &#x110000; &#xD800; &#0; &amp");
    // What a number means is cleaned like anything else.
    EXPECT_EQ(words("<a>exe&#x202E;txt</a>"), "exetxt");
    EXPECT_EQ(read("<a>exe&#x202E;txt</a>").count(Removal::Bidi), 1u);
}

TEST(Markup, ExpandsNoEntity)
{
    EXPECT_EQ(words("<!DOCTYPE a [<!ENTITY x \"bomb]>\"><!ENTITY y SYSTEM "
                    "'file:///etc/passwd'>]><a>&x;&y;</a>"),
        "&x;&y;");
    EXPECT_EQ(
        words("<!DOCTYPE svg PUBLIC \"-//W3C//DTD\" \"http://x/>\"><svg><text>水</text></svg>"),
        "水");
}

TEST(Markup, LeavesScriptsAndStylesOut)
{
    auto page
        = read("<svg>\n<style>a{b:c}</style><script>if (a<b) alert(1)</script ><text>words</text>"
               "<s:script x='/'>2</s:script><script/>end</svg>");
    EXPECT_EQ(page.text, "words end");
    EXPECT_EQ(page.count(Removal::Script), 2u);
    EXPECT_EQ(page.count(Removal::Style), 1u);
    EXPECT_EQ(page.line(Removal::Script), 2u);
    EXPECT_EQ(words("<a><SCRIPT>x</Script>y</a>"), "y");
}

TEST(Markup, WhatIsLeftOpenIsRefused)
{
    for (const char* open : { "<a>words<b", "<a>words<!-- x", "<a>words<![CDATA[ x", "<a>words<?x ",
             "<a>words<!D", "<script>words", "<a>words<b c='>" })
        EXPECT_EQ(read(open).refusal(), "markup that does not end") << open;
    EXPECT_EQ(read("<a><b/></a>").refusal(), "there are no words in it");
    EXPECT_EQ(words("<a>words<"), "words<");
    EXPECT_EQ(words("<a>words&am"), "words&am");
}

// Wherever a block ends, the words are the same, and there is always room for them.
TEST(Markup, BlocksMakeNoDifference)
{
    const std::u32string_view markup
        = U"<!DOCTYPE a [<!ENTITY b \"c\">]><a x='<'> 1 &amp;&#x26;&longreference;&"
          "<![CDATA[]]]]>2<script> </script>\n<!--->-->3&";
    auto whole = [&](std::size_t block) {
        rebuild_text::MarkupReader reader;
        std::u32string text;
        std::vector<char32_t> into(block + rebuild_text::MarkupReader::most_held);
        for (auto rest = markup; !rest.empty(); rest.remove_prefix(std::min(block, rest.size())))
            text.append(into.data(), reader.take(rest.substr(0, block), into));
        return text.append(into.data(), reader.finish(into));
    };
    auto at_once = whole(1000);
    EXPECT_EQ(at_once, U"1 &&&longreference;&]]2\n3&");
    for (std::size_t block = 1; block < 20; ++block)
        EXPECT_EQ(whole(block), at_once) << block;
}
