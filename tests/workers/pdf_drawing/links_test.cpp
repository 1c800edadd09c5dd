// SPDX-License-Identifier: MIT
// The outline and links to pages come along, those to the web if the policy says so, and nothing
// else.
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf_drawing/tools.h"

#include <gmock/gmock.h>

using broker::Rebuilt;
using testing::HasSubstr, testing::Not;
using namespace tools;

// Two pages; the first has the annotations. Pages are objects 7 and 9.
static std::string linked(const std::string& annotations, const std::string& catalogue = "")
{
    auto source = samples::book({ .contents = { samples::words("one"), samples::words("two") },
        .catalogue = catalogue,
        .page = "/Annots[" + annotations + "]" });
    return source;
}

static std::string link(const std::string& what)
{
    return "<</Type/Annot/Subtype/Link/Rect[10 20 60 40]" + what + ">>";
}

static std::string address(const std::string& uri)
{
    return link("/A<</S/URI/URI(" + uri + ")>>");
}

static std::uint64_t links_lost(const std::string& source, const broker::RedrawRequest& request)
{
    auto outcome = redraw(source, request).take();
    return std::get<Rebuilt>(outcome).loss.links;
}

TEST(PdfLinks, KeepsAddressesInOneSpelling)
{
    for (auto [uri, kept] : { std::pair("http://Example.ORG", "(http://example.org/)"),
             std::pair("HTTPS://example.org:8443/a b?c=\\(d\\)#e",
                 "(https://example.org:8443/a%20b?c=%28d%29#e)"),
             std::pair("https://example.org/%e6%b0%b4%", "(https://example.org/%e6%b0%b4%25)"),
             std::pair("https://example.org?q", "(https://example.org/?q)") }) {
        auto output = redrawn(linked(address(uri)), with_links());
        EXPECT_THAT(output, HasSubstr(std::string("/A<</S/URI/URI") + kept + ">>")) << uri;
        EXPECT_THAT(output, HasSubstr("/Rect[10 20 60 40]"));
    }
}

TEST(PdfLinks, KeepsNoOtherAddress)
{
    for (auto uri : { "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/",
             "http:///x", "http://user@example.org/", "http://ex ample.org/", "http://[::1]/",
             "http://", "", "//example.org/", "http://example.org:0/", "http://example.org:123456/",
             "http://.example.org/", "http://ex\\303\\244mple.org/", "https:example.org" }) {
        auto source = linked(address(uri));
        EXPECT_THAT(redrawn(source, with_links()), Not(HasSubstr("/Annots"))) << uri;
        EXPECT_GT(links_lost(source, with_links()), 0u) << uri;
    }
}

TEST(PdfLinks, LeadsToPagesOfTheDocument)
{
    for (auto target :
        { "/Dest[9 0 R/XYZ 0 80 0]", "/A<</S/GoTo/D[9 0 R/XYZ null 80 null]>>", "/Dest(second)" }) {
        auto output
            = redrawn(linked(link(target), "/Dests<</second[9 0 R/XYZ 0 80 0]>>"), with_links());
        EXPECT_THAT(output, HasSubstr("/Dest[4 0 R/XYZ null 80 null]")) << target;
        EXPECT_THAT(run(output, "qpdf --check $F"), HasSubstr("No syntax"));
    }
    auto nowhere = redrawn(linked(link("/Dest[99 0 R/Fit]")), with_links());
    EXPECT_THAT(nowhere, Not(HasSubstr("/Annots")));
}

TEST(PdfLinks, KeepsThoseWithinTheDocumentAloneWithoutThePolicy)
{
    auto source = linked(address("http://example.org/") + link("/Dest[9 0 R/Fit]"));
    auto output = redrawn(source);
    EXPECT_THAT(output, HasSubstr("/Dest[4 0 R/XYZ null 100 null]"));
    EXPECT_THAT(output, Not(HasSubstr("/URI")));
    EXPECT_THAT(output, Not(HasSubstr("example")));
    EXPECT_EQ(links_lost(source, {}), 2u); // On either page.
    EXPECT_EQ(links_lost(source, with_links()), 0u);
}

// The outline: "Pumps" with "Valve" in it, then one that would run something.
static std::string outlined()
{
    auto source = linked("", "/Outlines 11 0 R");
    auto at = source.find("xref\n");
    std::string more[] = { "<</Type/Outlines/First 12 0 R/Last 14 0 R/Count 3>>",
        "<</Title<FEFF6C346E90>/Parent 11 0 R/Next 14 0 R/First 13 0 R/Last 13 0 R/Count 1"
        "/Dest[7 0 R/XYZ 0 90 0]>>",
        "<</Title(Valve \\\\ 12)/Parent 12 0 R/A<</S/GoTo/D[9 0 R/Fit]>>>>",
        "<</Title(Run)/Parent 11 0 R/Prev 12 0 R/A<</S/JavaScript/JS(PLANTED)>>>>" };
    std::string objects;
    for (int i = 0; i < 4; ++i)
        objects += std::to_string(11 + i) + " 0 obj\n" + more[i] + "\nendobj\n";
    source.insert(at, objects);
    return run(source, "qpdf $F - 2>/dev/null"); // With a table that knows of them.
}

TEST(PdfLinks, KeepsTheOutlineAsPlainText)
{
    auto source = outlined();
    auto output = redrawn(source, with_links());
    EXPECT_THAT(output, HasSubstr("/Title<FEFF6C346E90>"));
    EXPECT_THAT(output, HasSubstr("/Title<FEFF00560061006C007600650020005C002000310032>"));
    EXPECT_THAT(output, HasSubstr("/Dest[4 0 R/XYZ null"));
    EXPECT_THAT(output, Not(HasSubstr("PLANTED")));
    EXPECT_THAT(run(output, "qpdf --check $F"), HasSubstr("No syntax"));
    EXPECT_EQ(redrawn(source), output); // It leads nowhere else.
}
