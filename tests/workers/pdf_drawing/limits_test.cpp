// SPDX-License-Identifier: MIT
// What is more than a list or a font of ours holds: the page becomes a picture, and nothing is lost
// without a word.
#include "sanitizer/encode/pdf/drawing/cff.h"
#include "sanitizer/encode/pdf/drawing/font.h"
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf_drawing/tools.h"

#include <gmock/gmock.h>

using encode_pdf_drawing::Charstring;
using namespace tools;

static std::string stream(const std::string& entries, const std::string& content)
{
    return "<<" + entries + "/Length " + std::to_string(content.size()) + ">>\nstream\n" + content
        + "\nendstream";
}

// One letter of such an outline, in a font of 1000 units.
static std::string lettered(Charstring outline, const std::string& size)
{
    encode_pdf_drawing::Font font;
    font.box = { 0, 0, 1000, 1000 };
    font.glyphs.push_back({ 1000, U"", outline.take() });
    auto program = encode_pdf_drawing::cff_of(font).take();
    return samples::pdf({ "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
        "R>>>>>>",
        stream("", "BT /F1 " + size + " Tf 20 10 Td <0001> Tj ET"),
        "<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/Ordering"
        "(Identity)/Supplement 0>>/DW 1000/FontDescriptor 7 0 R>>",
        "<</Type/FontDescriptor/FontName/Odd/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent "
        "800/Descent 0/CapHeight 700/StemV 80/FontFile3 8 0 R>>",
        stream("/Subtype/CIDFontType0C", std::string(base::text_of(program))) });
}

static bool is_picture(const std::string& pdf)
{
    return run(pdf, "pdfimages -list $F").find("image ") != std::string::npos;
}

// A comb of so many teeth, each of two points.
static Charstring comb(int teeth)
{
    Charstring outline;
    outline.move({ 0, 0 });
    for (int i = 0; i < teeth; ++i) {
        auto x = 1000 * i / teeth;
        EXPECT_TRUE(outline.line({ x, 100 + i % 50 }));
        EXPECT_TRUE(outline.line({ x, 700 + i % 50 }));
    }
    return outline;
}

TEST(PdfLimits, KeepsLettersOfAsManyPointsAsAFontHolds)
{
    for (auto [teeth, is_kept] : { std::pair(4'400, true), std::pair(4'600, false) }) {
        auto source = lettered(comb(teeth), "80");
        auto output = redrawn(source);
        EXPECT_LT(difference(output, source), 4) << teeth;
        EXPECT_GT(difference(output, samples::book({ .contents = { "" } })), 4) << teeth;
        EXPECT_EQ(is_picture(output), !is_kept) << teeth;
    }
}

TEST(PdfLimits, KeepsLettersAsLargeAsAFontHolds)
{
    for (auto [ems, is_kept] : { std::pair(31, true), std::pair(33, false) }) {
        Charstring outline;
        outline.move({ 0, 0 });
        for (auto x : { ems * 500, ems * 1000 })
            EXPECT_TRUE(outline.line({ x, 0 }));
        for (auto y : { 8'000, 16'000 })
            EXPECT_TRUE(outline.line({ ems * 1000, y }));
        auto source = lettered(outline, "4");
        auto output = redrawn(source);
        EXPECT_LT(difference(output, source), 2) << ems;
        EXPECT_EQ(is_picture(output), !is_kept) << ems;
    }
}

// Each masked by the next.
static std::string masked(int depth)
{
    auto state = [](int object) {
        return "/Resources<</ExtGState<</S<</SMask<</Type/Mask/S/Luminosity/G "
            + std::to_string(object) + " 0 R>>>>>>>>";
    };
    std::string ink = "0 .6 .9 rg 20 20 100 50 re f";
    std::vector<std::string> objects { "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R" + state(5) + ">>",
        stream("", "/S gs " + ink) };
    for (int i = 0; i < depth; ++i)
        objects.push_back(stream("/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S"
                                 "/Transparency/CS/DeviceRGB>>"
                + (i + 1 < depth ? state(6 + i) : "/Resources<<>>"),
            (i + 1 < depth ? "/S gs " : "") + ink));
    return samples::pdf(objects);
}

TEST(PdfLimits, KeepsMasksAsDeepAsTheyAreWritten)
{
    for (auto [depth, is_kept] : { std::pair(4, true), std::pair(5, false) }) {
        auto source = masked(depth);
        auto output = redrawn(source);
        EXPECT_LT(difference(output, source), 4) << depth;
        EXPECT_EQ(is_picture(output), !is_kept) << depth;
    }
}

TEST(PdfLimits, KeepsAsManySavedStatesAsAreWritten)
{
    auto saved = [](std::size_t depth) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i)
            text += "q ";
        return samples::book({ .contents = { text + samples::words("Valve") } });
    };
    for (auto [depth, is_kept] : { std::pair(390, true), std::pair(410, false) }) {
        auto source = saved(static_cast<std::size_t>(depth));
        auto output = redrawn(source);
        EXPECT_LT(difference(output, source), 4) << depth;
        EXPECT_EQ(is_picture(output), !is_kept) << depth;
        EXPECT_THAT(run(output, "pdftotext $F -"), testing::HasSubstr("Valve")) << depth;
    }
    auto outcome = redraw(saved(11'000));
    ASSERT_TRUE(outcome) << outcome.error().message;
    auto* refused = std::get_if<broker::Refused>(&outcome.value());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->reason, broker::RefusalReason::Limit);
}

TEST(PdfLimits, CountsThePixelsOfPictures)
{
    std::string picture
        = "q 200 0 0 100 0 0 cm BI /W 16 /H 4 /BPC 8 /CS /G ID " + std::string(64, 'x') + " EI Q";
    auto source = samples::book({ .contents = { picture, picture, samples::words("Valve") } });
    broker::RedrawRequest request;
    request.pages.total_pixels = 128;
    auto enough = redraw(source, request);
    ASSERT_TRUE(enough && std::holds_alternative<broker::Rebuilt>(enough.value()));
    EXPECT_EQ(std::get<broker::Rebuilt>(enough.value()).pixels, 128u);
    request.pages.total_pixels = 127;
    auto short_of = redraw(source, request);
    ASSERT_TRUE(short_of && std::holds_alternative<broker::Refused>(short_of.value()));
    EXPECT_EQ(std::get<broker::Refused>(short_of.value()).reason, broker::RefusalReason::Limit);
    // A page that can only be kept as a picture.
    auto whole = redraw(masked(5), {});
    ASSERT_TRUE(whole && std::holds_alternative<broker::Rebuilt>(whole.value()));
    EXPECT_GE(std::get<broker::Rebuilt>(whole.value()).pixels, 416u * 208u);
}

// Each group half seen, and in the one before it.
static std::string nested(int depth)
{
    std::vector<std::string> objects { "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</ExtGState<</H<<"
        "/ca .99>>>>/XObject<</X 5 0 R>>>>>>",
        stream("", "/H gs /X Do") };
    for (int i = 0; i < depth; ++i) {
        auto inner = i + 1 < depth ? "/XObject<</X " + std::to_string(6 + i) + " 0 R>>" : "";
        objects.push_back(
            stream("/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S/Transparency>>/Resources"
                   "<</ExtGState<</H<</ca .99>>>>"
                    + inner + ">>",
                i + 1 < depth ? "/H gs /X Do" : "0 0 1 rg 20 20 100 50 re f"));
    }
    return samples::pdf(objects);
}

TEST(PdfLimits, KeepsGroupsAsDeepAsTheyAreWritten)
{
    for (auto [depth, is_kept] : { std::pair(64, true), std::pair(65, false) }) {
        auto source = nested(depth);
        auto output = redrawn(source);
        EXPECT_LT(difference(output, source), 4) << depth;
        EXPECT_EQ(is_picture(output), !is_kept) << depth;
    }
}
