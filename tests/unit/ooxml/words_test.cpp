// SPDX-License-Identifier: MIT
// The small judgements of the rebuild: addresses, field instructions, values, names of parts.
#include "sanitizer/rebuild/ooxml/document/fields.h"
#include "sanitizer/rebuild/ooxml/package/package.h"
#include "sanitizer/rebuild/ooxml/package/xml.h"
#include "sanitizer/rebuild/ooxml/vocabulary/values.h"
#include "sanitizer/rebuild/parts/links.h"

#include <gtest/gtest.h>

using namespace rebuild_ooxml;

TEST(Links, OnlyWebAddressesStayAndOnlyInOneForm)
{
    EXPECT_EQ(clean_link("http://example.com"), "http://example.com/");
    EXPECT_EQ(clean_link("HTTPS://Example.COM:8443/A?b=c#d"), "https://example.com:8443/A?b=c#d");
    EXPECT_EQ(clean_link("http://example.com?q=1"), "http://example.com/?q=1");
    EXPECT_EQ(clean_link("http://example.com/水"), "http://example.com/%E6%B0%B4");
    EXPECT_EQ(clean_link("http://example.com/100%"), "http://example.com/100%25");
    for (auto address : { "", "example.com", "//example.com/", "file:///c:/a", "\\\\server\\share",
             "javascript:alert(1)", "http:/example.com/", "http://", "http:///a", "http://a@b/",
             "http://a:b@c/", "http://a:1:2/", "http://a:port/", "http://exa mple/", "http://a\\b/",
             "http://a/b\\c", "http://a/\n", "http://a/\"", "http://a/<", "http://a/#b#c",
             "ftp://a/", "http ://a/", " http://a/", "http://-a/", "http://[::1]/" })
        EXPECT_EQ(clean_link(address), std::nullopt) << address;
    EXPECT_TRUE(clean_link("http://a/" + std::string(1'991, 'b')));
    EXPECT_FALSE(clean_link("http://a/" + std::string(1'992, 'b')));
}

static std::optional<std::string> cleaned(std::string_view instruction)
{
    return clean_instruction(instruction, Hyperlinks::Keep);
}

TEST(Instructions, HarmlessFieldsAreWrittenAnew)
{
    EXPECT_EQ(cleaned("PAGE"), " PAGE ");
    EXPECT_EQ(cleaned("  page   \\* MERGEFORMAT "), " PAGE \\* MERGEFORMAT ");
    EXPECT_EQ(cleaned("PAGEREF _Toc1 \\h"), " PAGEREF \"_Toc1\" \\h ");
    EXPECT_EQ(cleaned("TOC \\o \"1-3\" \\h \\z \\u"), " TOC \\o \"1-3\" \\h \\z \\u ");
    EXPECT_EQ(cleaned("SEQ 図 \\* ARABIC"), " SEQ \"図\" \\* ARABIC ");
    EXPECT_EQ(cleaned("HYPERLINK \\l \"_Toc1\""), " HYPERLINK \\l \"_Toc1\" ");
    EXPECT_EQ(cleaned("HYPERLINK http://A/b"), " HYPERLINK \"http://a/b\" ");
    EXPECT_EQ(
        cleaned("HYPERLINK \"http://a/\" \\o \\l \"b\""), " HYPERLINK \"http://a/\" \\l \"b\" ");
    EXPECT_EQ(cleaned("HYPERLINK \"http://a/\" \\o \" b \" \\h \\l"),
        " HYPERLINK \"http://a/\" \\o \"b\" \\h ");
    EXPECT_EQ(cleaned("TOC \\o \\f \\b"), " TOC \\o \\f ");
    EXPECT_EQ(clean_instruction("HYPERLINK \\l \"a\"", Hyperlinks::Text), " HYPERLINK \\l \"a\" ");
    EXPECT_EQ(clean_instruction("HYPERLINK http://a/b", Hyperlinks::Text), std::nullopt);
}

TEST(Instructions, EverythingElseIsNoField)
{
    for (auto instruction : { "", " ", "\\h", "DDEAUTO c:\\\\a \"b\"", "dde a b",
             "INCLUDEPICTURE \"a\"", "IF 1 = 1", "PAGE x", "PAGE \\x", "PAGE \\hx", "PAGEREF",
             "PAGEREF a b", "REF \"a", "REF a\\b", "REF {a}", "SEQ \"http://a\"",
             "STYLEREF \"a|b\"", "TOC \\q a", "TOC \\* a.b", "PAGE \\*", "HYPERLINK",
             "HYPERLINK \"\"", "HYPERLINK \"file:///a\"", "HYPERLINK \"http://a/\" \\t _blank",
             "HYPERLINK \"a.docx\"", "HYPERLINK \\l \"\"", "HYPERLINK \\l \" \"",
             "HYPERLINK \"http://a/\" \\l \"javascript:b\"", "HYPERLINK \\l \"a\" b",
             "HYPERLINK \\l", "HYPERLINK \\h \"file:///a\"", "HYPERLINK http://a/ http://b/",
             "SEQ a+1", "SEQ \"a b\"", "SEQ \"\"", "SEQ a-b", "REF \"\u201ca\u201d\"", "REF a:b",
             "REF a=b", "PAGEPAGE", "PAGE\\*", "DATE", "= 1 + 1" })
        EXPECT_EQ(cleaned(instruction), std::nullopt) << instruction;
    EXPECT_FALSE(cleaned("REF " + std::string(256, 'a')));
    EXPECT_TRUE(cleaned("REF " + std::string(255, 'a')));
}

TEST(Values, AreWhatTheirKindSays)
{
    EXPECT_TRUE(fits(Value::Integer, "-12"));
    EXPECT_FALSE(fits(Value::Integer, "1a"));
    EXPECT_TRUE(fits(Value::Measure, "1.5in"));
    EXPECT_TRUE(fits(Value::Measure, "1.25E-3"));
    EXPECT_FALSE(fits(Value::Measure, "1.5em"));
    EXPECT_TRUE(fits(Value::Truth, "on"));
    EXPECT_FALSE(fits(Value::Truth, "yes"));
    EXPECT_TRUE(fits(Value::Token, "upperRoman"));
    EXPECT_FALSE(fits(Value::Token, "a b"));
    EXPECT_FALSE(fits(Value::Token, std::string(41, 'a')));
    EXPECT_TRUE(fits(Value::Hex, "00FFee"));
    EXPECT_FALSE(fits(Value::Hex, "red"));
    EXPECT_TRUE(fits(Value::CellRange, "'表 1'!$A$1:$B$2"));
    EXPECT_FALSE(fits(Value::CellRange, "[1]Sheet1!$A$1"));
    EXPECT_FALSE(fits(Value::CellRange, "cmd|' /c calc'!A1"));
    EXPECT_TRUE(fits(Value::Formula, "*/ h 1 2"));
    EXPECT_FALSE(fits(Value::Formula, "val(1)"));
    EXPECT_FALSE(fits(Value::Relationship, "rId1"));
    for (auto value : { "見出し 1", "MS Mincho", "", "a:b", "a\\b", "\"" })
        EXPECT_TRUE(fits(Value::Name, value)) << value;
    for (auto value : { "http://a", "a://", "\\\\server\\a" })
        EXPECT_FALSE(fits(Value::Name, value)) << value;
    EXPECT_TRUE(fits(Value::Name, std::string(255, 'a')));
    EXPECT_FALSE(fits(Value::Name, std::string(256, 'a')));
    for (auto value : { "", "案内 1", "_Toc1", "a'b;c(d)" })
        EXPECT_TRUE(fits(Value::Quotable, value)) << value;
    for (auto value : { "a\"b", "a\\b", "a:b", "{", "}", "<", ">", "|", " a", "a ", "a\n", "\x7f",
             "\u201c", "\u201d", "\u201e", "\u201f", "\uff02" })
        EXPECT_FALSE(fits(Value::Quotable, value)) << value;
    EXPECT_TRUE(fits(Value::Quotable, std::string(255, 'a')));
    EXPECT_FALSE(fits(Value::Quotable, std::string(256, 'a')));
}

TEST(Parts, AreNamedWithinThePackageOrNotAtAll)
{
    EXPECT_EQ(resolve("word/document.xml", "media/a.png"), "word/media/a.png");
    EXPECT_EQ(resolve("word/document.xml", "../a.xml"), "a.xml");
    EXPECT_EQ(resolve("word/document.xml", "/word/a.xml"), "word/a.xml");
    EXPECT_EQ(resolve("", "word/./document.xml"), "word/document.xml");
    EXPECT_EQ(resolve("WORD/document.xml", "Media/A.PNG"), "word/media/a.png");
    for (auto target : { "", "../../a", "file:///a", "a\\b", "a%2e%2e/b", "#a" })
        EXPECT_EQ(resolve("word/document.xml", target), "") << target;
}

TEST(Values, NumbersOfPresentationsAreOfTheSizesThatTheFormatGivesThem)
{
    for (auto text : { "0", "-1", "27273042316900", "-27273042316900" })
        EXPECT_TRUE(fits(Value::Coordinate, text)) << text;
    for (auto text : { "", "+1", " 1", "1.5", "1e3", "0x1", "27273042316901", "-27273042316901",
             "99999999999999999999" })
        EXPECT_FALSE(fits(Value::Coordinate, text)) << text;
    EXPECT_TRUE(fits(Value::Guid, "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"));
    for (auto text : { "", "{}", "5C22544A-7EE6-4342-B048-85BDC9FD1C3A",
             "{5C22544A-7EE6-4342-B048-85BDC9FD1C3G}", "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A} " })
        EXPECT_FALSE(fits(Value::Guid, text)) << text;
    struct Bound {
        Value value;
        std::string_view within;
        std::string_view beyond;
    };
    for (auto [value, within, beyond] : {
             Bound { Value::Integer, "4294967295", "4294967296" },
             Bound { Value::Integer, "-2147483648", "-2147483649" },
             Bound { Value::Measure, "1234567890", "12345678901" },
             Bound { Value::Measure, "1.123456", "1.1234567" },
             Bound { Value::Measure, "-2.5pt", "1.5e9" },
             Bound { Value::Token, "27273042316900", "27273042316901" },
             Bound { Value::Token, "hc", "-hc" },
             Bound { Value::Formula, "*/ w 1 2", "*/ w 1 27273042316901" },
             Bound { Value::Formula, "+- 0 h +/ -5", "+- 0 h 5w" },
         }) {
        EXPECT_TRUE(fits(value, within) && is_bounded(value, within)) << within;
        EXPECT_FALSE(is_bounded(value, beyond)) << beyond;
    }
}

TEST(Namespaces, APrefixStandsForWhatWasSaidLastAndWithinItsElementOnly)
{
    constexpr auto drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
    constexpr auto show = "http://schemas.openxmlformats.org/presentationml/2006/main";
    Scopes scopes;
    scopes.declare("xmlns:a", drawing);
    scopes.declare("xmlns", show);
    EXPECT_EQ(scopes.element("a:x").space, Space::Drawing);
    auto mark = scopes.mark();
    scopes.declare("xmlns:a", show);
    EXPECT_EQ(scopes.element("a:x").space, Space::Show);
    scopes.declare("xmlns:a", "urn:other");
    scopes.declare("xmlns:b", show);
    scopes.declare("xmlns", "");
    EXPECT_EQ(scopes.element("a:x").space, Space::Unknown);
    EXPECT_EQ(scopes.element("b:x").space, Space::Show);
    EXPECT_EQ(scopes.element("x").space, Space::None);
    EXPECT_EQ(scopes.element("a:x").space, Space::Unknown);
    scopes.leave(mark);
    EXPECT_EQ(scopes.element("a:x").space, Space::Drawing);
    EXPECT_EQ(scopes.element("b:x").space, Space::Unknown);
    EXPECT_EQ(scopes.element("x").space, Space::Show);
    EXPECT_EQ(scopes.attribute("x").space, Space::None);
}
