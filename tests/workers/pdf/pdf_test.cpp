// SPDX-License-Identifier: MIT
// The real workers, locked in; what they make is read by poppler's own tools.
#include "kiosk/core/base/memory_file.h"
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf/tools.h"

#include <gmock/gmock.h>

using broker::FlattenRequest, broker::Rebuilt, broker::RefusalReason, broker::Refused;
using testing::HasSubstr, testing::Not;
using namespace tools;

TEST(Pdf, KeepsSizeAndNumberOfPages)
{
    auto output
        = flattened(samples::book({ .contents = { samples::words("one"), samples::words("two") },
            .media_box = "[0 0 200.5 100]" }));
    auto info = run(output, "pdfinfo $F");
    EXPECT_THAT(info, HasSubstr("Pages:           2"));
    EXPECT_THAT(info, HasSubstr("200.5 x 100 pts"));
    EXPECT_THAT(info, Not(HasSubstr("rror")));
}

TEST(Pdf, KeepsEveryPixelOfABlackAndWhiteScan)
{
    // 400 by 150 pixels of 150 to the inch: strokes whose edges wander from line to line.
    std::string image;
    std::uint32_t chance = 1;
    std::vector<unsigned> edges { 20, 60, 120, 170, 230, 300, 340, 350 };
    for (unsigned row = 0; row < 150; ++row) {
        std::vector<bool> is_white(400, true);
        for (std::size_t i = 0; i < edges.size(); ++i) {
            chance = chance * 1'664'525 + 1'013'904'223;
            edges[i] += (chance >> 24) % 3 - 1;
            if (i % 2 == 1)
                std::fill(is_white.begin() + edges[i - 1], is_white.begin() + edges[i], false);
        }
        for (unsigned byte = 0; byte < 50; ++byte) {
            unsigned value = 0;
            for (unsigned bit = 0; bit < 8; ++bit)
                value = value << 1 | (is_white[byte * 8 + bit] ? 1 : 0);
            char digits[4];
            std::snprintf(digits, sizeof digits, "%02X", value & 0xFF);
            image += digits;
        }
    }
    auto source = samples::book({ .contents
        = { "q 192 0 0 72 0 0 cm BI /W 400 /H 150 /BPC 1 /CS/G/F/AHx ID " + image + "> EI Q" },
        .media_box = "[0 0 192 72]" });
    auto output = flattened(source);
    EXPECT_THAT(output, HasSubstr("/Filter/CCITTFaxDecode/"));
    EXPECT_TRUE(is_verified(output, 1));
    // By a decoder that is not ours.
    auto draw = "pdftoppm -r 150 -gray $F | sha256sum";
    EXPECT_EQ(run(output, draw), run(source, draw));
    EXPECT_THAT(run(output, "qpdf --check $F"), HasSubstr("No syntax or stream encoding errors"));
}

TEST(Pdf, KeepsTheSizeThatIsSeen)
{
    struct Case {
        const char* page;
        const char* size;
    };
    for (auto [page, size] : { Case { "/CropBox[10 20 110.5 70]", "100.5 x 50 pts" },
             Case { "/Rotate 90", "100 x 200 pts" },
             Case { "/Rotate -90/CropBox[10 20 110.5 70]", "50 x 100.5 pts" },
             Case { "/Rotate 180", "200 x 100 pts" }, Case { "/UserUnit 2.5", "500 x 250 pts" },
             Case { "/UserUnit 3/Rotate 270/CropBox[10 20 110.5 70]", "150 x 301.5 pts" },
             Case { "/UserUnit -1", "200 x 100 pts" }, Case { "/UserUnit(2)", "200 x 100 pts" } }) {
        auto output = flattened(samples::book({ .contents = { "" }, .page = page }));
        EXPECT_THAT(run(output, "pdfinfo $F"), HasSubstr(size)) << page;
    }
    auto huge = samples::book({ .contents = { "" }, .page = "/UserUnit 75" });
    EXPECT_EQ(refusal(huge), RefusalReason::Limit);
}

TEST(Pdf, ShowsOnlyWhatIsWithinTheCropBox)
{
    // Black outside, white inside but for a corner at the lower left.
    auto output = flattened(samples::book({ .contents = { "0 g 0 0 200 100 re f 1 g 50 20 100 60 re"
                                                          " f 0 g 50 20 20 20 re f" },
        .page = "/CropBox[50 20 150 80]/Rotate 90" }));
    EXPECT_NEAR(ink(output), 20 * 20, 40);
    // Turned to the right, the corner comes to the upper left.
    EXPECT_EQ(run(output,
                  "pdftoppm -r 72 -gray -x 0 -y 0 -W 20 -H 20 $F | tail -c 400 | od -An -tu1"
                  " -v | tr -d ' 0\n'"),
        "");
}

TEST(Pdf, CountsTheLinksThatAreLost)
{
    auto link = std::string("<</Type/Annot/Subtype/Link/Rect[10 10 50 50]/Border[0 0 0]/A<</S/URI"
                            "/URI(https://example.org)>>>>");
    auto outcome = flatten(
        samples::book({ .contents = { "", "" }, .page = "/Annots[" + link + link + "]" }));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(std::get<Rebuilt>(outcome.value()).loss.links, 4u);
}

// Of pages for whose words there is no room while they are drawn, the words are read afterwards.
TEST(Pdf, TellsTheAddressesOfAllPagesHoweverMuchRoomThereIsForWords)
{
    auto source = samples::book({ .contents
        = { samples::words("https://one.example/"), samples::words("https://two.example/") } });
    std::vector<std::string> texts;
    for (std::uint64_t room :
        { std::uint64_t { 0 }, std::uint64_t { 30 }, std::uint64_t { 1 } << 20 }) {
        FlattenRequest request;
        request.words_bytes = room;
        auto outcome = flatten(source, request);
        ASSERT_TRUE(outcome) << outcome.error().message;
        ASSERT_TRUE(std::holds_alternative<Rebuilt>(outcome.value()));
        const auto& rebuilt = std::get<Rebuilt>(outcome.value());
        std::vector<std::string> seen;
        for (const auto& one : rebuilt.seen.listed)
            seen.push_back(one.text);
        EXPECT_THAT(seen, testing::ElementsAre("https://one.example/", "https://two.example/"))
            << room;
        EXPECT_EQ(rebuilt.letters, 40u) << room;
    }
}

static std::map<std::string, std::uint64_t> removed_from(const std::string& source)
{
    auto outcome = flatten(source);
    std::map<std::string, std::uint64_t> removed;
    if (outcome && std::holds_alternative<Rebuilt>(outcome.value())) {
        for (const auto& one : std::get<Rebuilt>(outcome.value()).removed)
            removed[one.what + " @ " + one.where] = one.count;
    }
    return removed;
}

TEST(Pdf, TellsWhatWasInItBesidesThePages)
{
    EXPECT_TRUE(removed_from(samples::book({ .contents = { "" } })).empty());
    auto annotation
        = [](const std::string& what) { return "<</Type/Annot/Rect[10 10 50 50]" + what + ">>"; };
    auto active = samples::book({ .contents = { "" },
        .catalogue
        = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</EmbeddedFiles<</Names["
          "(a.exe)<</Type/Filespec/F(a.exe)>>(b.exe)<</Type/Filespec/F(b.exe)>>]>>>>"
          "/AcroForm<</Fields[<</FT/Tx/T(name)>>]>>",
        .page = "/AA<</O<</S/Named/N/Print>>/C<</S/GoTo/D[0/Fit]>>>>/Annots["
            + annotation("/Subtype/Link/A<</S/Launch/F(calc.exe)>>")
            + annotation("/Subtype/Link/A<</S/URI/URI(https://example.org)>>")
            + annotation("/Subtype/Screen/P null") + annotation("/Subtype/RichMedia")
            + annotation("/Subtype/FileAttachment/FS<</Type/Filespec/F(c.exe)>>") + "]" });
    std::map<std::string, std::uint64_t> expected { { "javascript @ document", 1 },
        { "actions @ document", 1 }, { "actions @ page 1", 2 }, { "attachments @ document", 2 },
        { "attachments @ page 1", 1 }, { "multimedia @ page 1", 2 } };
    EXPECT_EQ(removed_from(active), expected);
}

TEST(Pdf, TellsTheFirstPagesOfMany)
{
    auto active = removed_from(samples::book({ .contents = std::vector<std::string>(25, ""),
        .page = "/Annots[<</Type/Annot/Rect[1 1 9 9]/Subtype/Screen>>]" }));
    EXPECT_EQ(active.size(), 21u);
    EXPECT_EQ(active["multimedia @ page 20"], 1u);
    EXPECT_EQ(active["multimedia @ elsewhere"], 5u);
}

TEST(Pdf, DrawsWhatTheOriginalShows)
{
    auto source
        = samples::book({ .contents = { samples::words("Sekisho"), "1 0 0 rg 10 10 90 80 re f" } });
    auto output = flattened(source);
    for (std::string page : { "1", "2" }) {
        auto draw = "pdftoppm -r 24 -gray -f " + page + " -l " + page
            + " $F | tail -c +14 | od -An -tu1 -v"
              " | awk '{for(i=1;i<=NF;i++) s+=$i} END {print int(s/1000)}'";
        auto before = std::stod(run(source, draw));
        auto after = std::stod(run(output, draw));
        EXPECT_NEAR(after, before, before / 50) << page;
    }
}

TEST(Pdf, LeavesOutEverythingButPictures)
{
    auto output = flattened(samples::book({ .contents = { samples::words("x") },
        .catalogue
        = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</EmbeddedFiles<<>>>>",
        .page = "/AA<</O<</S/Launch/F(calc.exe)>>>>" }));
    for (auto word : { "/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/Names", "/Font" })
        EXPECT_THAT(output, Not(HasSubstr(word)));
    EXPECT_THAT(run(output, "pdfinfo $F"), HasSubstr("JavaScript:      no"));
}

TEST(Pdf, ChoosesTheCodingByWhatThePageShows)
{
    auto coding = [](const std::string& content) {
        return flattened(samples::book({ .contents = { content } }));
    };
    EXPECT_THAT(coding("0 g 0 0 200 100 re f"), HasSubstr("/BitsPerComponent 1/"));
    EXPECT_THAT(coding(samples::words("text")), HasSubstr("/BitsPerComponent 4/"));
    EXPECT_THAT(coding("0.5 g 0 0 200 100 re f"), HasSubstr("[/Indexed/DeviceRGB 0<808080>]"));
    EXPECT_THAT(coding("0 0 1 rg 48 48 24 24 re f"),
        HasSubstr("/BitsPerComponent 4/ColorSpace[/Indexed/DeviceRGB 9<0000FF"));
    EXPECT_THAT(coding(samples::shades(samples::Shades::Gray, 200, 100)),
        HasSubstr("/DeviceGray/Filter/DCTDecode"));
    EXPECT_THAT(coding(samples::shades(samples::Shades::Colour, 200, 100)),
        HasSubstr("/DeviceRGB/Filter/DCTDecode"));
}

// A letter of 90 points.
static std::string drawn_in(const std::string& font, const std::string& shift_jis)
{
    return flattened(
        samples::book({ .contents = { "BT /F2 90 Tf 5 15 Td <" + shift_jis + "> Tj ET" },
            .media_box = "[0 0 100 100]",
            .japanese_font = font }));
}

TEST(Pdf, DrawsJapaneseTextWhoseFontIsNotEmbedded)
{
    for (auto font :
        { "MS-Mincho", "MS-Gothic", "MS-PMincho", "MS-PGothic", "Ryumin-Light", "GothicBBB-Medium",
            "HeiseiMin-W3", "HeiseiKakuGo-W5", "KozMinPr6N-Regular", "Meiryo" }) {
        // 一 is one stroke, 鬱 has 29; a box in their place would be the same twice.
        auto one = ink(drawn_in(font, "88EA"));
        auto many = ink(drawn_in(font, "9F54"));
        EXPECT_GT(one, 90) << font;
        EXPECT_LT(one, 700) << font;
        EXPECT_GT(many, 5 * one / 2) << font;
        EXPECT_GT(many, 1500) << font;
    }
}

TEST(Pdf, DrawsAMinchoAsAMincho)
{
    // Its level strokes are thin: 一 in a Gothic is thicker.
    auto gothic = ink(drawn_in("MS-Gothic", "88EA"));
    for (auto font : { "MS-Mincho", "MS-PMincho", "Ryumin-Light", "HeiseiMin-W3" })
        EXPECT_LT(ink(drawn_in(font, "88EA")), gothic * 3 / 4) << font;
}

TEST(Pdf, DrawsBySplashWhatCairoLeavesOutForADamagedFont)
{
    auto source = samples::damaged_font();
    // Else this would be no test.
    ASSERT_THAT(run(source, "pdftocairo -png $F /dev/null"), HasSubstr("some font thing failed"));
    auto output = flattened(source);
    EXPECT_GT(ink(output), 200);
    EXPECT_NEAR(ink(output), ink(source), ink(source) / 10);
    EXPECT_THAT(run(flattened(source, searchable()), "pdftotext $F -"), HasSubstr("abc"));
}

// By a font that is none, in each of two ways; no other stands in for it.
TEST(Pdf, RefusesLettersThatNoFontCanShow)
{
    for (const auto* name : { "an unreadable program", "an unknown kind" }) {
        auto what = std::string(name);
        auto font = what == "an unknown kind" ? "<</Type/Font/Subtype/Nonsense>>"
                                              : "<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/"
                                                "Identity-H/DescendantFonts[6 0 R]>>";
        auto page = [&](const std::string& render) {
            auto content = "BT " + render + " /F1 48 Tf 20 40 Td <00610062> Tj ET";
            return samples::pdf({ "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<<"
                "/F1 5 0 R>>>>>>",
                "<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content
                    + "\nendstream",
                font,
                "<</Type/Font/Subtype/CIDFontType2/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)"
                "/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R>>",
                "<</Type/FontDescriptor/FontName/Odd/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle "
                "0/Ascent 800/Descent -200/CapHeight 700/StemV 80/FontFile2 8 0 R>>",
                "<</Length 7>>\nstream\ngarbage\nendstream" });
        };
        EXPECT_EQ(refusal(page("")), RefusalReason::Malformed) << what;
        EXPECT_FALSE(flattened(page("3 Tr")).empty()) << what; // Nobody was to see them.
    }
}

TEST(Pdf, GivesTheSameBytesByOneRendererOrTwo)
{
    samples::Book book;
    for (int page = 0; page < 9; ++page)
        book.contents.push_back(samples::words("page " + std::to_string(page)));
    auto source = samples::book(book);
    auto one = flattened(source);
    FlattenRequest request;
    request.renderers = 2;
    EXPECT_EQ(flattened(source, request), one);
    EXPECT_EQ(flattened(source), one);
    request.text_layer = policy::TextLayer::Invisible;
    EXPECT_EQ(flattened(source, request), flattened(source, searchable()));
}

TEST(Pdf, RefusesWhatNeedsAPassword)
{
    auto plain = samples::book({ .contents = { samples::words("secret") } });
    auto locked = run(plain, "qpdf --encrypt user owner 256 -- $F -");
    ASSERT_THAT(locked, testing::StartsWith("%PDF"));
    EXPECT_EQ(refusal(locked), RefusalReason::Encrypted);
}

TEST(Pdf, DrawsWhatAnyoneMayOpen)
{
    auto plain = samples::book({ .contents = { samples::words("open") } });
    auto locked = run(plain, "qpdf --encrypt '' owner 256 -- $F -");
    ASSERT_THAT(locked, testing::StartsWith("%PDF"));
    EXPECT_EQ(flattened(locked), flattened(plain));
}

TEST(Pdf, RefusesWhatIsNoPdf)
{
    EXPECT_EQ(refusal("%PDF-1.7\nand nothing else"), RefusalReason::Malformed);
    EXPECT_EQ(refusal("GIF89a"), RefusalReason::Malformed);
}

TEST(Pdf, RefusesPagesThatLeadInACircle)
{
    EXPECT_EQ(refusal(samples::pdf(std::vector<std::string> { "<</Type/Catalog/Pages 2 0 R>>",
                  "<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 2 0 R]>>" })),
        RefusalReason::Malformed);
}

TEST(Pdf, HoldsTheLimitOfPages)
{
    auto source = samples::book({ .contents = { "", "", "" } });
    FlattenRequest request;
    request.max_pages = 3;
    EXPECT_EQ(refusal(source, request), std::nullopt);
    request.max_pages = ~0ull;
    EXPECT_EQ(refusal(source, request), std::nullopt);
    request.max_pages = 2;
    EXPECT_EQ(refusal(source, request), RefusalReason::Limit);
}

TEST(Pdf, HoldsTheLimitOfPixels)
{
    auto source = samples::book({ .contents = { "" }, .media_box = "[0 0 72 72]" });
    FlattenRequest request;
    request.max_pixels = 150 * 150;
    EXPECT_EQ(refusal(source, request), std::nullopt);
    request.max_pixels -= 1;
    EXPECT_EQ(refusal(source, request), RefusalReason::Limit);
}

TEST(Pdf, RefusesPagesOfNoSizeOrOfAMountain)
{
    EXPECT_EQ(refusal(samples::book({ .contents = { "" }, .media_box = "[0 0 14400 14400]" })),
        RefusalReason::Limit);
    EXPECT_EQ(refusal(samples::book({ .contents = { "" }, .media_box = "[0 0 99999999 2]" })),
        RefusalReason::Limit);
}

TEST(Pdf, HoldsTheLimitOfOutput)
{
    auto source = samples::book({ .contents = { samples::words("x") } });
    FlattenRequest request;
    request.output_bytes = 1 << 20;
    EXPECT_EQ(refusal(source, request), std::nullopt);
    request.output_bytes = 100;
    EXPECT_EQ(refusal(source, request), RefusalReason::Limit);
}

TEST(Pdf, ObeysTheQualityOfPhotographs)
{
    auto source
        = samples::book({ .contents = { samples::shades(samples::Shades::Colour, 200, 100) } });
    FlattenRequest low;
    low.jpeg_quality = 30;
    FlattenRequest high;
    high.jpeg_quality = 95;
    EXPECT_LT(flattened(source, low).size(), flattened(source, high).size());
}

TEST(PdfText, ReadsThePagesInOrder)
{
    auto file = base::sealed_memory_file("pdf",
        base::view_of(samples::book({ .contents
            = { samples::words("first"), "BT /F2 24 Tf 10 40 Td <93FA967B8CEA> Tj ET" } })))
                    .take();
    auto outcome = broker::pdf_to_text(workers(), file, {});
    ASSERT_TRUE(outcome) << outcome.error().message;
    auto* rebuilt = std::get_if<Rebuilt>(&outcome.value());
    ASSERT_TRUE(rebuilt) << std::get<Refused>(outcome.value()).detail;
    EXPECT_EQ(bytes_of(*rebuilt), "first\n日本語\n");
    EXPECT_EQ(rebuilt->pages, 2u);
}

TEST(PdfText, RefusesPagesWithoutText)
{
    auto file = base::sealed_memory_file(
        "pdf", base::view_of(samples::book({ .contents = { "0 g 10 10 50 50 re f" } })))
                    .take();
    auto outcome = broker::pdf_to_text(workers(), file, {});
    ASSERT_TRUE(outcome) << outcome.error().message;
    auto* refused = std::get_if<Refused>(&outcome.value());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->reason, RefusalReason::Empty);
}
