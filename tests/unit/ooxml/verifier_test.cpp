// SPDX-License-Identifier: MIT
// The small judgements of the verifier, each line of them.
#include "sanitizer/verify/ooxml/checks.h"

#include <gtest/gtest.h>

using namespace verify_ooxml;

static bool is_instruction(std::string_view text)
{
    seen::Finder addresses;
    return verify_ooxml::is_instruction(text, WebLinks::Allowed, addresses);
}

TEST(VerifiedInstructions, AreThoseThatWeWrite)
{
    for (const auto* good :
        { " PAGE ", " NUMPAGES ", " SECTION ", " SECTIONPAGES ", " PAGE \\* MERGEFORMAT ",
            " PAGEREF \"_Toc1\" \\h \\p ", " REF \"a\" \\f \\h \\n \\p \\r \\t \\w \\d \"-\" ",
            " NOTEREF \"a\" \\f \\h \\p ", " STYLEREF \"見出し 1\" \\l \\n \\p \\r \\t \\w ",
            " SEQ \"図\" \\c \\h \\n \\r \"3\" \\s \"1\" \\* ARABIC ", " SEQ \"A_1\" \"b\" ",
            " TOC ", " TOC \\o \"1-3\" \\h \\z \\u \\w \\x \\n ", " TOC \\o \\f \\a \"a\" ",
            " TOC \\b \"a\" \\c \"a\" \\d \"-\" \\f \"a\" \\l \"1\" \\p \"-\" \\s \"a\" \\t "
            "\"a,1\" ",
            " HYPERLINK \"http://a/\" ", " HYPERLINK \\l \"a\" ",
            " HYPERLINK \"http://a/\" \\l \"b\" \\o \"c d\" \\h \\n " })
        EXPECT_TRUE(is_instruction(good)) << good;
    EXPECT_TRUE(is_instruction(" REF \"" + std::string(255, 'a') + "\" "));
    EXPECT_TRUE(is_instruction(" PAGE \\* " + std::string(40, 'A') + " "));
}

TEST(VerifiedInstructions, AreNoOthers)
{
    for (const auto* bad : { "", " ", "  ", "PAGE ", " PAGE", " page ", " DATE ", " PAGE  ",
             "  PAGE ", " PAGE PAGE ", " PAGE \"x\" ", " PAGE \\* MERGEFORMAT \"x\" \"y\" ",
             " PAGE \\* MERGEFORMAT x ", " PAGE \\* ", " PAGE \\*  ", " PAGE \\* a.b ",
             " PAGE \\*a ", " PAGE \\ ", " PAGE \\", " PAGE \\x ", " PAGE \\h ", " PAGEREF ",
             " PAGEREF \\h ", " PAGEREF \"a\" \"b\" ", " PAGEREF a ", " PAGEREF \"a ",
             " PAGEREF \"a\" \\hp ", " PAGEREF \"a\" \\d \"b\" ", " REF \"a\" \\d ",
             " REF \"a\" \\d \\h ", " REF \"a\" \\h \"b\" ", " REF \"a\" \\d \"b\" \"c\" ",
             " REF \"a\" \\l ", " REF \"a\\b\" ", " REF \"a{b\" ", " REF \"a}b\" ", " REF \"a<b\" ",
             " REF \"a>b\" ", " REF \"a|b\" ", " REF \"a=b\" ", " REF \"a:b\" ",
             " REF \"http://a/\" ", " REF \" a\" ", " REF \"a \" ", " REF \"a\x7f\" ",
             " REF \"\u201ca\" ", " REF \"a\u201d\" ", " REF \"\u201ea\" ", " REF \"\u201fa\" ",
             " REF \"\uff02\" ", " STYLEREF \"a\" \\q ", " SEQ ", " SEQ \"\" ", " SEQ \"a b\" ",
             " SEQ \"a+1\" ", " SEQ \"a\" \"b\" \"c\" ", " SEQ \"a\" \"b:c\" ", " SEQ \"a\" \\r ",
             " TOC \"a\" ", " TOC \\o \"1-3\" \"a\" ", " TOC \\b ", " TOC \\b \\h ",
             " TOC \\o \"a:b\" ", " TOC \\q ", " HYPERLINK ", " HYPERLINK \\h ", " HYPERLINK \"\" ",
             " HYPERLINK \\l \"\" ", " HYPERLINK \\o \"a\" ", " HYPERLINK \"file:///c:/x.exe\" ",
             " HYPERLINK \\h \"file:/c:/x.exe\" ", " HYPERLINK \\n \"javascript:alert(1)\" ",
             " HYPERLINK \"http://a/\" \"file:/c:/x.exe\" ",
             " HYPERLINK \"http://a/\" \"http://b/\" ", " HYPERLINK \"http://a/\" \\o \\l \"b\" ",
             " HYPERLINK \"http://a/\" \\l \"javascript:b\" ",
             " HYPERLINK \"http://a/\" \\t \"b\" ", " HYPERLINK \"http://a/\" \\m " })
        EXPECT_FALSE(is_instruction(bad)) << bad;
    EXPECT_FALSE(is_instruction(" REF \"" + std::string(256, 'a') + "\" "));
    EXPECT_FALSE(is_instruction(" PAGE \\* " + std::string(41, 'A') + " "));
}

TEST(VerifiedInstructions, LeadToTheWebWhereThePolicyHasLinks)
{
    const auto* web = " HYPERLINK \"http://a/\" \\l \"b\" ";
    seen::Finder addresses;
    EXPECT_FALSE(verify_ooxml::is_instruction(web, WebLinks::Forbidden, addresses));
    EXPECT_TRUE(
        verify_ooxml::is_instruction(" HYPERLINK \\l \"b\" ", WebLinks::Forbidden, addresses));
    EXPECT_TRUE(addresses.finish().listed().empty());
    EXPECT_TRUE(verify_ooxml::is_instruction(web, WebLinks::Allowed, addresses));
    EXPECT_EQ(addresses.finish().listed().size(), 1u);
}

TEST(VerifiedAddresses, AreOfTheWebInOneForm)
{
    for (const auto* good : { "http://a/", "https://a.example:8443/b?c=%20#d", "http://a_b/@c",
             "http://a:1/", "http://a:65535/" })
        EXPECT_TRUE(is_web_address(good)) << good;
    for (const auto* bad :
        { "", "http://", "http:///", "http://a", "ftp://a/", "file:///a", "javascript:a",
            "HTTP://a/", "http://A/", "http://:80/", "http://a:/", "http://a:port/",
            "http://a:1:2/", "http://a:123456/", "http://.a/", "http://-a/", "http://a@b/",
            "http://a\\/", "http://a/\\", "http://a/ b", "http://a/\"", "http://a/'", "http://a/%",
            "http://a/%2", "http://a/%zz", "http://a/<", "http://a/|", "http://[::1]/" })
        EXPECT_FALSE(is_web_address(bad)) << bad;
    EXPECT_TRUE(is_web_address("http://a/" + std::string(1'991, 'b')));
    EXPECT_FALSE(is_web_address("http://a/" + std::string(1'992, 'b')));
}

TEST(VerifiedParts, HaveNamesOfOurs)
{
    for (const auto* good : { "word/document.xml", "word/header1.xml", "word/footer999999.xml",
             "word/charts/chart10.xml" })
        EXPECT_TRUE(part_named(good)) << good;
    for (const auto* bad : { "word/header.xml", "word/header01.xml", "word/header0.xml",
             "word/header1000000.xml", "word/header-1.xml", "word/Header1.xml",
             "word/header1.xml.xml", "header1.xml", "word/vbaProject.bin" })
        EXPECT_FALSE(part_named(bad)) << bad;
    EXPECT_EQ(picture_named("word/media/image12.tiff"), PictureKind::Tiff);
    for (const auto* bad : { "word/media/image.png", "word/media/image01.png",
             "word/media/image1.emf", "media/image1.png" })
        EXPECT_FALSE(picture_named(bad)) << bad;
}

static bool holds(std::string_view element, std::string_view name, std::string value)
{
    return fits(verify_ooxml::Kind::Word, element, Attribute { name, std::move(value) });
}

TEST(VerifiedAttributes, HoldWhatTheirKindHolds)
{
    EXPECT_TRUE(holds("w:jc", "w:val", "center"));
    EXPECT_TRUE(holds("w:sz", "w:val", std::string(64, '1')));
    EXPECT_TRUE(holds("w:pStyle", "w:val", "見出し 1"));
    EXPECT_TRUE(holds("w:rFonts", "w:ascii", "MS Mincho"));
    EXPECT_TRUE(holds("w:rFonts", "w:ascii", std::string(4'096, 'a')));
    EXPECT_TRUE(holds("a:latin", "typeface", "+mn-lt"));
    EXPECT_TRUE(holds("a:gd", "fmla", "*/ h 1 2"));
    EXPECT_TRUE(holds("w:t", "xml:space", "preserve"));
    EXPECT_TRUE(holds("wp:docPr", "descr", "see https://www.example.jp/"));
    EXPECT_TRUE(holds("w:tblCaption", "w:val", "see https://www.example.jp/"));
    EXPECT_TRUE(holds("w:tblDescription", "w:val", "\\\\a"));
    EXPECT_TRUE(holds("w:compatSetting", "w:uri", "http://schemas.microsoft.com/office/word"));
    EXPECT_TRUE(
        holds("a:graphicData", "uri", "http://schemas.openxmlformats.org/drawingml/2006/chart"));
    EXPECT_TRUE(holds("w:hyperlink", "w:history", "1"));

    EXPECT_FALSE(holds("w:jc", "w:val", ""));
    EXPECT_FALSE(holds("w:jc", "w:val", "a b"));
    EXPECT_FALSE(holds("w:jc", "w:val", "a:b"));
    EXPECT_FALSE(holds("w:sz", "w:val", std::string(65, '1')));
    EXPECT_FALSE(holds("w:pStyle", "w:val", "http://a"));
    EXPECT_FALSE(holds("w:pStyle", "w:val", "\\\\server\\a"));
    EXPECT_FALSE(holds("w:rFonts", "w:ascii", "http://a"));
    EXPECT_FALSE(holds("w:rFonts", "w:ascii", "\\\\server\\a"));
    EXPECT_FALSE(holds("w:rFonts", "w:ascii", std::string(4'097, 'a')));
    EXPECT_FALSE(holds("w:comment", "w:author", "http://a"));
    EXPECT_FALSE(holds("a:latin", "typeface", "\\\\server\\a"));
    EXPECT_FALSE(holds("a:gd", "fmla", "val(1)"));
    EXPECT_FALSE(holds("a:gd", "fmla", std::string(121, '1')));
    EXPECT_FALSE(holds("w:t", "xml:space", "keep"));
    EXPECT_FALSE(holds("w:t", "xml:lang", "ja"));
    EXPECT_FALSE(holds("a:t", "w:val", "1"));
    EXPECT_FALSE(holds("w:t", "m:val", "1"));
    EXPECT_FALSE(holds("w:t", "w:rsidR", "1"));
    EXPECT_FALSE(holds("w:compatSetting", "w:uri", "http://schemas.microsoft.com/office/wort"));
    EXPECT_FALSE(holds("w:p", "w:uri", "http://schemas.microsoft.com/office/word"));
    EXPECT_FALSE(
        holds("a:graphicData", "uri", "http://schemas.openxmlformats.org/drawingml/2006/diagram"));
    EXPECT_FALSE(holds(
        "a:graphicData", "uri", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"));
}

namespace {

class Silent final : public Listener {
public:
    Step start(std::string_view, const std::vector<Attribute>&) override { return std::nullopt; }
    Step text(std::string_view) override { return std::nullopt; }
    Step end(std::string_view) override { return std::nullopt; }
};

std::string detail_of(const std::string& body)
{
    Silent listener;
    seen::Finder finder;
    auto refused = read_xml(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + body, listener, finder);
    return refused ? refused->detail : "";
}

std::string nested(std::size_t depth)
{
    std::string open, close;
    for (std::size_t i = 0; i < depth; ++i) {
        open += "<a>";
        close += "</a>";
    }
    return open + close;
}

std::string with_attributes(std::size_t count)
{
    std::string xml = "<a";
    for (std::size_t i = 0; i < count; ++i)
        xml += " b" + std::to_string(i) + "=\"\"";
    return xml + "/>";
}

}

TEST(VerifiedXml, IsOfOneForm)
{
    for (const auto* good :
        { "<a/>", "<a></a>", "<a b=\"&amp;&lt;&gt;&quot;'\">x&amp;y</a>", "<a>\u00a0é\ufffd</a>" })
        EXPECT_EQ(detail_of(good), "") << good;
    EXPECT_EQ(detail_of(nested(500)), "");
    EXPECT_EQ(detail_of(nested(501)), "a tag of another form, or nested too deep");
    EXPECT_EQ(detail_of(with_attributes(160)), "");
    EXPECT_EQ(detail_of(with_attributes(161)), "an attribute of another form");
    for (const auto* bad : { "<a b='c'/>", "<a b=c/>", "<a b=\"c\"c=\"d\"/>", "<a b=\"<\"/>",
             "<a b=\"\t\"/>", "<a =\"\"/>", "<a b=\"\" b=\"\"/>" })
        EXPECT_NE(detail_of(bad), "") << bad;
    for (const auto* bad : { "", "a", "<a>", "</a>", "<a></b>", "<a/><a/>", "<a/> ", " <a/>",
             "<a ></a>", "<a></a >", "<a>&#65;</a>", "<a>&apos;</a>", "<a>></a>", "<a>\"</a>",
             "<a>\n</a>", "<!--a--><a/>", "<a><!--a--></a>" })
        EXPECT_NE(detail_of(bad), "") << bad;
    for (const auto* bad : { "<a>\x7f</a>", "<a>\u0085</a>", "<a>\u009f</a>", "<a b=\"\u0080\"/>",
             "<a>\ufffe</a>", "<a>\uffff</a>" })
        EXPECT_EQ(detail_of(bad), "a character that is none") << bad;
}

TEST(VerifiedNesting, PutsEachKindInItsPlace)
{
    auto stands = [](std::string_view parent, std::string_view name) {
        return may_stand_in("w:document", parent, name);
    };
    for (auto [parent, name] :
        { std::pair("w:document", "w:body"), { "w:body", "w:p" }, { "w:tc", "w:tbl" },
            { "w:p", "w:r" }, { "w:r", "w:t" }, { "w:r", "w:rPr" }, { "w:rPr", "w:b" },
            { "m:e", "w:r" }, { "m:e", "m:r" }, { "m:r", "m:t" }, { "wps:txbx", "w:txbxContent" },
            { "a:graphicData", "pic:pic" }, { "wps:spPr", "a:ln" } })
        EXPECT_TRUE(stands(parent, name)) << parent << ' ' << name;
    for (auto [parent, name] : { std::pair("w:body", "w:settings"), { "w:body", "w:document" },
             { "w:body", "w:r" }, { "w:p", "w:t" }, { "w:p", "w:p" }, { "w:body", "m:t" },
             { "w:p", "m:r" }, { "w:r", "m:oMath" }, { "w:body", "a:ln" }, { "w:r", "wps:wsp" },
             { "wps:spPr", "w:p" }, { "w:body", "c:f" }, { "a:p", "w:b" }, { "w:body", "compat" },
             { "w:body", "w:compat" }, { "w:body", "w:txbxContent" } })
        EXPECT_FALSE(stands(parent, name)) << parent << ' ' << name;
    EXPECT_TRUE(may_stand_in("w:settings", "w:settings", "w:compat"));
}
