// SPDX-License-Identifier: MIT
// The real workers, locked in: what was text is text, and what was lines is lines.
#include "kiosk/core/base/memory_file.h"
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf_drawing/tools.h"

#include <gmock/gmock.h>

using broker::Rebuilt, broker::RefusalReason, broker::Refused;
using testing::HasSubstr, testing::Not;
using namespace tools;

static const std::string extract = "pdftotext -layout $F -";

TEST(PdfDrawing, KeepsLatinText)
{
    auto source = samples::book({ .contents = { samples::words("Valve 12 open, affine"),
                                      "BT /F1 9 Tf 2 Tc 4 Tw 80 Tz 10 80 Td (Spaced words here) Tj "
                                      "0 -20 Td [(ke) -60 (rned)] "
                                      "TJ 1 0 .3 1 20 20 Tm (slanted) Tj ET" } });
    auto output = redrawn(source);
    EXPECT_EQ(run(output, extract), run(source, extract));
    EXPECT_THAT(run(output, extract), HasSubstr("Valve 12 open, affine"));
    EXPECT_LT(difference(output, source), 1);
}

TEST(PdfDrawing, KeepsJapaneseTextOfAFontThatIsNotEmbedded)
{
    auto source
        = samples::book({ .contents = { "BT /F2 18 Tf 10 40 Td <8AD68F8A82CC90858CB9> Tj ET" } });
    auto output = redrawn(source);
    EXPECT_EQ(run(output, extract), run(source, extract));
    EXPECT_THAT(run(output, extract), HasSubstr("関所の水源"));
    EXPECT_LT(difference(output, source), 4); // Of other fractions of a pixel.
}

TEST(PdfDrawing, KeepsVerticalWriting)
{
    auto source = samples::book(
        { .contents = { "BT /F2 18 Tf 100 190 Td <8AD68F8A82CC90858CB9> Tj -30 0 Td <8AD68F8A> Tj "
                        "ET" },
            .media_box = "[0 0 200 200]" });
    auto at = source.find("90ms-RKSJ-H");
    ASSERT_NE(at, source.npos);
    source[at + 10] = 'V';
    auto output = redrawn(source);
    EXPECT_EQ(run(output, "pdftotext $F -"), run(source, "pdftotext $F -"));
    EXPECT_THAT(run(output, "pdftotext $F -"), HasSubstr("関所の水源"));
    EXPECT_LT(difference(output, source), 1);
}

TEST(PdfDrawing, EmbedsNoFontProgramButItsOwn)
{
    auto output = redrawn(samples::book(
        { .contents = { samples::words("Fonts"), "BT /F2 18 Tf 10 40 Td <8AD68F8A> Tj ET" } }));
    auto fonts = run(output, "pdffonts $F");
    EXPECT_THAT(fonts, HasSubstr("F0"));
    EXPECT_THAT(fonts, HasSubstr("CID Type 0C"));
    for (const auto* name : { "Helvetica", "Heisei", "Nimbus", "Noto", "IPA", "Copyright" }) {
        EXPECT_THAT(fonts, Not(HasSubstr(name)));
        EXPECT_THAT(inflated(output), Not(HasSubstr(name)));
    }
}

TEST(PdfDrawing, KeepsLettersThatNobodySees)
{
    auto source = samples::book({ .contents = { "BT 3 Tr /F1 18 Tf 10 40 Td (scanned) Tj ET" } });
    auto output = redrawn(source);
    EXPECT_EQ(run(output, extract), run(source, extract));
    EXPECT_EQ(difference(output, source), 0);
}

TEST(PdfDrawing, TakesTheMeaningFromLettersThatAreNotSafe)
{
    // ToUnicode says that "b" is a right-to-left override.
    std::string cmap
        = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/X def "
          "1 begincodespacerange <00><FF> endcodespacerange 2 beginbfchar <61><0061> "
          "<62><202E> endbfchar endcmap end end";
    std::string content = "BT /F1 18 Tf 10 40 Td (abab) Tj ET";
    auto source = samples::pdf({ "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
        "R>>>>>>",
        "<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        "<</Length " + std::to_string(cmap.size()) + ">>\nstream\n" + cmap + "\nendstream" });
    auto output = redrawn(source);
    EXPECT_EQ(inflated(output).find("<202E>"), std::string::npos);
    EXPECT_THAT(run(output, extract), HasSubstr("a a"));
    auto outcome = redraw(source).take();
    EXPECT_GT(std::get<Rebuilt>(outcome).loss.text, 0);
}

TEST(PdfDrawing, KeepsPageSizes)
{
    for (auto [page, size] : { std::pair("/CropBox[10 20 110.5 70]", "100.5 x 50 pts"),
             std::pair("/Rotate 90", "100 x 200 pts"),
             std::pair("/UserUnit 3/Rotate 270/CropBox[10 20 110.5 70]", "150 x 301.5 pts") }) {
        auto source = samples::book({ .contents = { samples::words("Valve") }, .page = page });
        auto output = redrawn(source);
        EXPECT_THAT(run(output, "pdfinfo $F"), HasSubstr(size));
        if (std::string(page).find("UserUnit") == std::string::npos) {
            EXPECT_LT(difference(output, source), 1) << page;
        }
    }
}

TEST(PdfDrawing, IsTheSameEveryTime)
{
    auto source = samples::book({ .contents = { samples::words("one"), samples::words("two"),
                                      samples::shades(samples::Shades::Colour, 100, 50) } });
    EXPECT_EQ(redrawn(source, with_links()), redrawn(source, with_links()));
}

TEST(PdfDrawing, IsCleanInAnotherReader)
{
    auto output = redrawn(samples::book(
        { .contents = { samples::words("one"), samples::shades(samples::Shades::Gray, 100, 50),
              ".5 g 1 0 0 RG 10 10 50 50 re B [3 2] 1 d 4 w 1 J 10 10 m 90 90 l S" } }));
    EXPECT_THAT(run(output, "qpdf --check $F"), HasSubstr("No syntax or stream encoding errors"));
    EXPECT_THAT(run(output, "pdfinfo $F"), Not(HasSubstr("rror")));
    EXPECT_THAT(run(output, "pdftoppm -r 30 $F | wc -c"), Not(HasSubstr("rror")));
}

TEST(PdfDrawing, RefusesWhatItCannotOpenAndWhatIsTooMuch)
{
    auto reason = [](const std::string& pdf, const broker::RedrawRequest& request) {
        auto outcome = redraw(pdf, request);
        EXPECT_TRUE(outcome) << outcome.error().message;
        auto* refused = outcome ? std::get_if<Refused>(&outcome.value()) : nullptr;
        return refused ? std::optional(refused->reason) : std::nullopt;
    };
    EXPECT_EQ(reason("%PDF-1.4 nothing", {}), RefusalReason::Malformed);
    broker::RedrawRequest two;
    two.pages.max_pages = 2;
    auto book = [](int pages) {
        return samples::book(
            { .contents = std::vector<std::string>(static_cast<std::size_t>(pages), "") });
    };
    EXPECT_EQ(reason(book(3), two), RefusalReason::Limit);
    EXPECT_EQ(reason(book(2), two), std::nullopt);
    auto output = redrawn(book(1));
    broker::RedrawRequest tight;
    tight.pages.output_bytes = output.size();
    EXPECT_EQ(reason(book(1), tight), std::nullopt);
    tight.pages.output_bytes = output.size() - 1;
    EXPECT_EQ(reason(book(1), tight), RefusalReason::Limit);
    auto locked = run(book(1), "qpdf --encrypt secret secret 256 -- $F -");
    EXPECT_EQ(reason(locked, {}), RefusalReason::Encrypted);
}

// Nothing stands in for it, and nothing comes out with its letters missing; but where nobody was to
// see them, nothing is.
TEST(PdfDrawing, RefusesLettersThatNoFontCanShow)
{
    auto source = [](const std::string& render) {
        auto content = "BT " + render + " /F1 48 Tf 20 40 Td <00010002> Tj ET";
        return samples::pdf({ "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 "
            "5 "
            "0 R>>>>>>",
            "<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content
                + "\nendstream",
            "<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/"
            "Ordering"
            "(Identity)/Supplement 0>>/FontDescriptor 7 0 R>>",
            "<</Type/FontDescriptor/FontName/Odd/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
            "/Ascent 800/Descent -200/CapHeight 700/StemV 80/FontFile2 8 0 R>>",
            "<</Length 7>>\nstream\ngarbage\nendstream" });
    };
    for (const auto* seen : { "", "1 Tr", "2 Tr", "7 Tr" }) {
        auto outcome = redraw(source(seen));
        ASSERT_TRUE(outcome) << outcome.error().message;
        auto* refused = std::get_if<Refused>(&outcome.value());
        ASSERT_TRUE(refused) << seen;
        EXPECT_EQ(refused->reason, RefusalReason::Malformed);
        EXPECT_EQ(refused->detail, "page 1: letters of a font that cannot be read");
    }
    EXPECT_FALSE(redrawn(source("3 Tr")).empty());
}

TEST(PdfDrawing, PassesNoByteThatWasChanged)
{
    auto output = redrawn(samples::book({ .contents = { samples::words("Valve") } }));
    for (std::size_t i = 0; i < output.size(); i += output.size() / 40) {
        auto changed = output;
        changed[i] = static_cast<char>(changed[i] ^ 0x08);
        EXPECT_FALSE(is_verified(changed, 1)) << i;
    }
    EXPECT_FALSE(is_verified(output + "\n", 1));
    EXPECT_FALSE(is_verified(output.substr(0, output.size() - 1), 1));
}
