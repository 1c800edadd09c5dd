// SPDX-License-Identifier: MIT
// What a page looks like, before and after, drawn by poppler's own tool.
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf_drawing/tools.h"

#include <algorithm>
#include <gmock/gmock.h>

using testing::HasSubstr, testing::Not;
using namespace tools;

// One page of 200 by 100 points with resources of its own.
static std::string page(const std::string& content, const std::string& resources,
    const std::vector<std::string>& more = {})
{
    std::vector<std::string> objects { "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<<" + resources
            + ">>>>",
        "<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream" };
    objects.insert(objects.end(), more.begin(), more.end());
    return samples::pdf(objects);
}

static std::string stream(const std::string& entries, const std::string& content)
{
    return "<<" + entries + "/Length " + std::to_string(content.size()) + ">>\nstream\n" + content
        + "\nendstream";
}

// Vectors stay vectors: no picture of the page instead.
static void expect_same(const std::string& source, const char* what, double most = 0.5)
{
    auto output = redrawn(source);
    EXPECT_LT(difference(output, source), most) << what;
    EXPECT_GT(difference(output, samples::book({ .contents = { "" } })), 0.5) << what;
    EXPECT_THAT(run(output, "pdfimages -list $F"), Not(HasSubstr("556"))) << what;
}

TEST(PdfLooks, KeepsLinesAndAreas)
{
    expect_same(
        page(".2 .4 .9 rg 1 0 0 RG 3 w 20 20 60 60 re B 120 20 m 180 20 150 90 130 80 c h f*", ""),
        "areas");
    expect_same(
        page("6 w 1 J 1 j 20 20 m 100 80 l 180 20 l S [8 4 2] 3 d 0 J 1 w 10 50 m 190 50 l S", ""),
        "lines");
    expect_same(page("q 3 0 0 .5 0 0 cm 6 w 10 30 m 60 180 l 10 180 l s Q "
                     "q .02 0 0 .02 0 0 cm 300 w 1000 1000 m 9000 4000 l S Q",
                    ""),
        "stretched lines");
    expect_same(page("q 50 50 m 150 50 l 100 95 l h W n 0 0 1 rg 0 0 200 100 re f Q "
                     "q 10 10 80 80 re 30 30 40 40 re W* n 1 0 0 rg 0 0 200 100 re f Q",
                    ""),
        "clips");
    expect_same(page("0 .5 0 0 k 10 10 80 80 re f /CS cs .5 .2 .7 sc 100 10 80 80 re f",
                    "/ColorSpace<</CS[/CalRGB<</WhitePoint[.95 1 1.09]>>]>>"),
        "colours");
}

TEST(PdfLooks, KeepsTextOfEveryKind)
{
    auto font = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Times-Bold>>>>";
    // Drawn with whatever font this machine has for it; the edges of some differ more than others'.
    expect_same(page("BT /F1 40 Tf 1 Tr 2 w 10 30 Td (Line) Tj ET", font), "outlined", 1);
    expect_same(page("BT /F1 40 Tf 2 Tr 1 0 0 RG .8 g 10 30 Td (Both) Tj ET", font), "both");
    expect_same(page("q BT /F1 60 Tf 7 Tr 10 30 Td (Clip) Tj ET 1 0 0 rg 0 0 200 50 re f 0 0 1 rg "
                     "0 50 200 50 re f Q",
                    font),
        "clipping");
    expect_same(
        page("q .7 .7 -.7 .7 80 10 cm BT /F1 20 Tf 0 0 Td (turned) Tj ET Q", font), "turned", 0.6);
    auto type3 = page("BT /F3 20 Tf 10 30 Td (ab) Tj ET",
        "/Font<</F3<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        "/CharProcs<</a 5 0 R/b 6 0 R>>/Encoding<</Differences[97/a/b]>>/FirstChar 97/LastChar 98"
        "/Widths[1000 1000]>>>>",
        { stream("", "1000 0 0 0 750 750 d1 0 0 750 750 re f"),
            stream("", "1000 0 d0 1 0 0 rg 0 0 m 375 750 l 750 0 l f") });
    expect_same(type3, "of type 3");
    EXPECT_EQ(run(redrawn(type3), "pdftotext $F -"), run(type3, "pdftotext $F -"));
}

TEST(PdfLooks, KeepsShadings)
{
    std::string function = "/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>";
    expect_same(page("/S1 sh",
                    "/Shading<</S1<</ShadingType 2/ColorSpace/DeviceRGB/Coords[20 0 180 60]"
                        + function + "/Extend[true false]>>>>"),
        "axial", 2);
    expect_same(page("q 1 0 0 .5 0 20 cm /S1 sh Q",
                    "/Shading<</S1<</ShadingType 3/ColorSpace/DeviceRGB/Coords[90 50 5 110 50 60]"
                        + function + "/Extend[true true]>>>>"),
        "radial", 2);
    expect_same(page("/Pattern cs /P1 scn 20 20 160 60 re f",
                    "/Pattern<</P1<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB"
                    "/Coords[20 0 180 0]"
                        + function + ">>>>>>"),
        "pattern", 2);
    expect_same(page("/Pattern cs /P1 scn 30 30 150 60 re f", "/Pattern<</P1 5 0 R>>",
                    { stream("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 40 40]/XStep 40"
                             "/YStep 40/Resources<<>>",
                        "0 .6 0 rg 0 0 24 24 re f") }),
        "tiles", 3);
}

TEST(PdfLooks, KeepsTransparency)
{
    std::string states = "/ExtGState<</H<</ca .5/CA .5>>/M<</BM/Multiply>>/S<</SMask<</Type/Mask/S"
                         "/Luminosity/G 5 0 R>>>>>>/XObject<</X 6 0 R/Y 7 0 R>>";
    std::string group = "/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S/Transparency"
                        "/CS/DeviceRGB";
    std::vector<std::string> forms { stream(group + ">>",
                                         "1 g 50 0 100 100 re f .5 g 60 20 40 40 re f"),
        stream(group + "/I true>>", "1 0 0 rg 20 20 80 60 re f 0 0 1 rg 60 30 100 60 re f"),
        stream(group + "/K true>>", "/M gs 1 1 0 rg 20 20 80 60 re f 0 1 1 rg 60 30 100 60 re f") };
    auto shown = [&](const std::string& content, const char* what) {
        expect_same(page(content, states, forms), what);
    };
    shown("1 0 0 rg 10 10 100 80 re f /H gs 0 0 1 rg 60 20 100 60 re f", "alpha");
    shown("1 1 0 rg 10 10 100 80 re f /M gs 0 1 1 rg 60 20 100 60 re f", "blending");
    shown("0 1 0 rg 0 0 200 50 re f /H gs /X Do", "a group half seen");
    shown("0 1 0 rg 0 0 200 50 re f /X Do", "a group whole");
    shown("0 1 0 rg 0 0 200 50 re f /M gs /X Do", "a group that blends");
    shown("0 1 0 rg 0 0 200 50 re f /Y Do", "a group with blending in it");
    shown("q /S gs 1 0 0 rg 0 0 200 100 re f Q 0 0 1 rg 0 0 40 40 re f", "a mask");
    shown("q /S gs /X Do Q", "a group through a mask");
}

// What lies beyond a mask's group is as bright as its backdrop says, in the group's own colours
// (11.6.5.2); by default that is black.
TEST(PdfLooks, KeepsTheBackdropOfAMask)
{
    for (auto [colours, back] :
        { std::pair("/CS/DeviceGray", ""), std::pair("/CS/DeviceGray", "/BC[0]"),
            std::pair("/CS/DeviceGray", "/BC[.5]"), std::pair("/CS/DeviceGray", "/BC[1]"),
            std::pair("/CS/DeviceRGB", ""), std::pair("/CS/DeviceRGB", "/BC[1 0 0]"),
            std::pair("/CS/DeviceRGB", "/BC[.2 .9 .4]"), std::pair("/CS/DeviceRGB", "/BC[1 1 1]"),
            std::pair("/CS/DeviceCMYK", ""), std::pair("/CS/DeviceCMYK", "/BC[0 0 0 0]"),
            std::pair("/CS/DeviceCMYK", "/BC[0 0 0 .6]"), std::pair("", "") }) {
        // Isolated: else Splash, which compares, takes other readers' black for the page beneath.
        auto source = page("q /S gs 1 0 0 rg 0 0 200 100 re f Q 0 g 0 0 20 20 re f",
            "/ExtGState<</S<</SMask<</Type/Mask/S/Luminosity/G 5 0 R" + std::string(back)
                + ">>>>>>",
            { stream("/Type/XObject/Subtype/Form/BBox[40 10 160 90]/Group<</S/Transparency/I true"
                    + std::string(colours) + ">>",
                ".7 g 60 20 80 60 re f") });
        expect_same(source, (std::string(colours) + back).c_str(), 1);
    }
}

TEST(PdfLooks, KeepsPictures)
{
    std::string ramp;
    for (int i = 0; i < 64; ++i) {
        char digits[16];
        std::snprintf(digits, sizeof digits, "%02X%02X%02X", i * 4, 255 - i * 4, (i * 37) % 256);
        ramp += digits;
    }
    std::string colour = "/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8"
                         "/Filter/ASCIIHexDecode/ColorSpace/DeviceRGB";
    auto show = "q 80 0 0 80 10 10 cm /I Do Q q 40 20 -20 40 140 20 cm /I Do Q";
    auto use = "/XObject<</I 5 0 R>>";
    expect_same(page(show, use, { stream(colour, ramp + ">") }), "colour");
    expect_same(page(show, use, { stream(colour + "/Mask[0 100 0 255 0 255]", ramp + ">") }),
        "colours left out");
    std::string bits = "FF818181F18181FF>";
    std::string shape = "/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 1"
                        "/Filter/ASCIIHexDecode";
    expect_same(
        page("1 0 0 rg " + std::string(show), use, { stream(shape + "/ImageMask true", bits) }),
        "a stencil");
    expect_same(
        page(show, use, { stream(shape + "/ColorSpace/DeviceGray", bits) }), "black and white");
    expect_same(page(show, use,
                    { stream(shape + "/ColorSpace[/Indexed/DeviceRGB 1<FF00000000FF>]", bits) }),
        "two colours");
    expect_same(page("0 1 0 rg 0 0 200 50 re f " + std::string(show), use,
                    { stream(colour + "/Mask 6 0 R", ramp + ">"),
                        stream(shape + "/ImageMask true", bits) }),
        "a picture through a stencil");
    std::string gray = "/Type/XObject/Subtype/Image/Width 8/Height 1/BitsPerComponent 8"
                       "/Filter/ASCIIHexDecode/ColorSpace/DeviceGray";
    expect_same(
        page("0 1 0 rg 0 0 200 50 re f " + std::string(show), use,
            { stream(colour + "/SMask 6 0 R", ramp + ">"), stream(gray, "00204060A0C0E0FF>") }),
        "a picture through a mask");
}

// A scan stays the picture that it is, not one of the page; what was JPEG is JPEG.
TEST(PdfLooks, KeepsPagesOfAPictureAlone)
{
    auto shades
        = samples::book({ .contents = { samples::shades(samples::Shades::Colour, 200, 100) } });
    auto jpeg = run(shades, "pdftoppm -jpeg -r 216 $F");
    std::string picture = "/Type/XObject/Subtype/Image/Width 600/Height 300/BitsPerComponent 8"
                          "/ColorSpace/DeviceRGB/Filter/DCTDecode";
    auto source
        = page("q 200 0 0 100 0 0 cm /I Do Q", "/XObject<</I 5 0 R>>", { stream(picture, jpeg) });
    auto output = redrawn(source);
    EXPECT_LT(difference(output, source), 2);
    auto list = run(output, "pdfimages -list $F");
    EXPECT_THAT(list, testing::ContainsRegex("image +600 +300 +rgb +3 +8 +jpeg"));
    EXPECT_EQ(std::ranges::count(list, '\n'), 3) << list; // Two lines of head.
    EXPECT_EQ(run(output, "pdftotext $F -"), run(source, "pdftotext $F -"));
    EXPECT_EQ(output, redrawn(source));

    std::string bits = "<</W 24/H 24/BPC 1/CS/G/F/AHx>> ID ";
    for (int i = 0; i < 72; ++i)
        bits += i % 6 < 3 ? "F0" : "0F";
    auto inline_one = page("q 200 0 0 100 0 0 cm BI " + bits.substr(2, bits.find('>') - 2) + " ID "
            + bits.substr(bits.find("ID ") + 3) + "> EI Q",
        "");
    EXPECT_LT(difference(redrawn(inline_one), inline_one), 0.5);
    EXPECT_THAT(run(redrawn(inline_one), "pdfimages -list $F"),
        testing::ContainsRegex("image +24 +24 +gray +1 +1"));
}

// By a font that stands in for it, as poppler draws it.
TEST(PdfLooks, KeepsLettersOfADamagedFont)
{
    auto source = samples::damaged_font();
    expect_same(source, "a damaged font");
    EXPECT_THAT(run(redrawn(source), "pdftotext $F -"), HasSubstr("abc"));
}

// What no list holds is a picture of the page, and its letters are still there.
TEST(PdfLooks, MakesAPictureOfAPageThatCannotBeWrittenDown)
{
    auto transfer
        = "/SMask<</Type/Mask/S/Luminosity/G 5 0 R/TR<</FunctionType 2/Domain[0 1]/N 2>>>>";
    auto source = page(
        "q /S gs 1 0 0 rg 0 0 200 100 re f Q 0 g BT /F1 18 Tf 60 40 Td (Valve) Tj ET",
        "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/ExtGState<</S<<"
            + std::string(transfer) + ">>>>",
        { stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S/Transparency/CS/DeviceGray>>",
            ".5 g 50 0 100 100 re f") });
    auto output = redrawn(source);
    EXPECT_LT(difference(output, source), 4);
    EXPECT_EQ(run(output, "pdftotext $F -"), run(source, "pdftotext $F -"));
    EXPECT_THAT(run(output, "pdfimages -list $F"), testing::ContainsRegex("image +417 +208 "));
    // Where so many pixels are too many, as sharp as they allow; no page of vectors has any.
    broker::RedrawRequest few;
    few.pages.max_pixels = 20'301; // 201 by 101.
    EXPECT_THAT(run(redrawn(source, few), "pdfimages -list $F"),
        testing::ContainsRegex("image +200 +100 "));
    few.pages.max_pixels = 5'000;
    EXPECT_FALSE(redrawn(page("0 0 9 9 re f", ""), few).empty());
    few.pages.max_pixels = 4'999;
    EXPECT_TRUE(std::holds_alternative<broker::Refused>(redraw(source, few).value()));
}
