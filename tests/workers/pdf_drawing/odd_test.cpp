// SPDX-License-Identifier: MIT
// Honest PDF that is odd or damaged: drawn as far as it goes, and what is not there is told.
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf_drawing/tools.h"

#include <algorithm>
#include <gmock/gmock.h>

using broker::Rebuilt;
using namespace tools;

static std::string stream(const std::string& entries, const std::string& content)
{
    return "<<" + entries + "/Length " + std::to_string(content.size()) + ">>\nstream\n" + content
        + "\nendstream";
}

// Object 5 and up are `more`.
static std::string page(const std::string& content, const std::string& resources,
    std::vector<std::string> more = {}, const std::string& contents = "4 0 R")
{
    std::vector<std::string> objects { "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents " + contents + "/Resources<<"
            + resources + ">>>>",
        content };
    objects.insert(objects.end(), more.begin(), more.end());
    return samples::pdf(objects);
}

static Rebuilt rebuilt(const std::string& pdf)
{
    auto outcome = redraw(pdf);
    if (!outcome || !std::holds_alternative<Rebuilt>(outcome.value())) {
        ADD_FAILURE() << (outcome ? "refused" : outcome.error().message);
        return {};
    }
    return std::get<Rebuilt>(outcome.take());
}

static std::uint64_t told(const Rebuilt& result, std::string_view what)
{
    std::uint64_t count = 0;
    for (const auto& removed : result.removed)
        count += removed.what == what ? removed.count : 0;
    return count;
}

TEST(PdfOdd, DrawsLinesOfOddStyles)
{
    std::string fine = "[";
    for (int i = 0; i < 32; ++i)
        fine += ".0004 ";
    for (const auto& style : { std::string("[-5 10] 0 d"), fine + "] 0 d", std::string("-5 w"),
             std::string("[.0006 .0004] 0 d"), std::string("[1e9 1] 0 d"),
             std::string("[1 2 3] -4 d") }) {
        auto source = page(stream("", style + " 10 20 m 190 80 l S"), "");
        EXPECT_LT(difference(redrawn(source), source), 2) << style;
    }
}

TEST(PdfOdd, DrawsCirclesOfLessThanNoRadius)
{
    for (std::string circles : { "100 50 -10 100 50 40", "100 50 10 100 50 -40" }) {
        auto source = page(stream("", "/S sh 1 0 0 rg 0 0 20 20 re f"),
            "/Shading<</S<</ShadingType 3/ColorSpace/DeviceRGB/Coords[" + circles
                + "]/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>>>");
        EXPECT_LT(difference(redrawn(source), source), 4) << circles;
    }
}

TEST(PdfOdd, TellsPicturesThatCannotBeRead)
{
    std::string head = "/Type/XObject/Subtype/Image/Width 16/Height 16/ColorSpace/DeviceGray"
                       "/BitsPerComponent 8";
    auto with = [&](const std::string& entries, const std::string& bytes) {
        return rebuilt(
            page(stream("", "q 80 0 0 80 10 10 cm /I Do Q q 20 0 0 20 150 10 cm /I Do Q"),
                "/XObject<</I 5 0 R>>", { stream(head + entries, bytes) }))
            .loss.images;
    };
    EXPECT_EQ(with("", std::string(256, 'x')), 0u);
    EXPECT_EQ(with("", std::string(250, 'x')), 0u); // Less than a line is not there.
    EXPECT_EQ(with("", std::string(240, 'x')), 1u);
    EXPECT_EQ(with("", ""), 1u);
    EXPECT_EQ(with("/Filter/FlateDecode", "x\x9C\x4B\x04"), 1u);
    EXPECT_EQ(with("/Filter/DCTDecode", "garbage garbage"), 1u);
    EXPECT_EQ(with("/Filter/JPXDecode", "garbage garbage"), 1u);
    EXPECT_EQ(with("/Filter/FooDecode", std::string(256, 'x')), 1u);
}

TEST(PdfOdd, ReadsPicturesOfEveryDepth)
{
    for (int bits : { 1, 2, 4, 8, 16 }) {
        std::string bytes;
        for (int i = 0; i < 2 * bits * 16; ++i)
            bytes += static_cast<char>(i * 37);
        for (std::string space : { "/DeviceGray", "/DeviceRGB" }) {
            auto columns = space == "/DeviceRGB" ? 5 : 16;
            auto source = page(stream("", "q 180 0 0 80 10 10 cm /I Do Q"), "/XObject<</I 5 0 R>>",
                { stream("/Type/XObject/Subtype/Image/Width " + std::to_string(columns)
                        + "/Height 16/ColorSpace" + space + "/BitsPerComponent "
                        + std::to_string(bits),
                    bytes) });
            EXPECT_LT(difference(redrawn(source), source), 1) << bits << space;
            EXPECT_EQ(rebuilt(source).loss.images, 0u) << bits << space;
        }
    }
}

TEST(PdfOdd, TellsContentsThatCannotBeRead)
{
    auto sound = stream("", "0 0 9 9 re f");
    EXPECT_EQ(told(rebuilt(page(sound, "")), "damaged-content"), 0u);
    EXPECT_GT(told(rebuilt(page(sound, "", {}, "99 0 R")), "damaged-content"), 0u);
    auto cut = stream("/Filter/FlateDecode", "x\x9C\x4B\x04");
    EXPECT_GT(told(rebuilt(page(cut, "")), "damaged-content"), 0u);
}

TEST(PdfOdd, TellsPagesThatBecamePictures)
{
    EXPECT_EQ(told(rebuilt(page(stream("", "0 0 9 9 re f"), "")), "page-as-picture"), 0u);
    auto odd = page(stream("", "[-5 10] 0 d 10 20 m 190 80 l S"), "");
    EXPECT_EQ(told(rebuilt(odd), "page-as-picture"), 1u);
}

static std::string font_of_meanings(const std::string& first, const std::string& second)
{
    return page(stream("", "BT /F1 9 Tf 10 50 Td (AAAABBBB) Tj ET"),
        "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>>>",
        { stream("",
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange "
            "<00><FF> endcodespacerange\n2 beginbfchar\n<41><"
                + first + ">\n<42><" + second + ">\nendbfchar\nendcmap end end") });
}

TEST(PdfOdd, TellsTheShareOfLettersThatMeanNothing)
{
    EXPECT_DOUBLE_EQ(rebuilt(font_of_meanings("0043", "0044")).loss.text, 0);
    EXPECT_DOUBLE_EQ(rebuilt(font_of_meanings("202E", "0044")).loss.text, 0.5);
    EXPECT_DOUBLE_EQ(rebuilt(font_of_meanings("202E", "202E")).loss.text, 1);
}

TEST(PdfOdd, KeepsWhatLettersStandForOrTells)
{
    auto actual = [](std::size_t letters, const std::string& shown) {
        return page(stream("",
                        "/Span<</ActualText(" + std::string(letters, 'z')
                            + ")>> BDC BT /F1 9 Tf 10 50 Td (" + shown + ") Tj ET EMC"),
            "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>");
    };
    for (auto [letters, shown] :
        { std::pair(17u, "A"), std::pair(30u, "A"), std::pair(60u, "AB") }) {
        auto source = actual(letters, shown);
        auto text = run(redrawn(source), "pdftotext -raw $F -");
        EXPECT_EQ(std::ranges::count(text, 'z'), letters) << text;
        EXPECT_EQ(rebuilt(source).loss.text, 0) << letters;
    }
    EXPECT_DOUBLE_EQ(rebuilt(actual(40, "A")).loss.text, 10.0 / 11);
}
