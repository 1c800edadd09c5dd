// SPDX-License-Identifier: MIT
// Image PDFs that can be searched.
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf/tools.h"

#include <gmock/gmock.h>

using broker::Rebuilt;
using testing::HasSubstr, testing::Not;
using namespace tools;

TEST(PdfTextLayer, IsFoundWhereThePageShowsIt)
{
    auto japanese = "BT /F2 24 Tf 10 40 Td <93FA967B8CEA> Tj ET"; // 日本語
    auto source = samples::book(
        { .contents = { samples::words("Sekisho safe copy"), japanese, "0 g 5 5 9 9 re f" } });
    auto output = flattened(source, searchable());
    EXPECT_TRUE(is_verified(output, 3));
    auto text = run(output, "pdftotext $F -");
    EXPECT_THAT(text, HasSubstr("Sekisho safe copy"));
    EXPECT_THAT(text, HasSubstr("日本語"));
    EXPECT_THAT(text, Not(HasSubstr("rror")));
    // Each word where it was, to the point.
    auto place = "pdftotext -bbox $F - | sed -n 's/.*xMin=\"\\([0-9]*\\).*>safe<.*/\\1/p'";
    EXPECT_EQ(run(output, place), run(source, place));
    EXPECT_THAT(run(output, "qpdf --check $F"), HasSubstr("No syntax or stream encoding errors"));
}

TEST(PdfTextLayer, StandsInItsPlaceOnPagesThatAreCutTurnedAndScaled)
{
    for (std::string page : { "", "/CropBox[5 20 150 80]", "/Rotate 180",
             "/UserUnit 2/CropBox[5 20 150 80]", "/UserUnit 1.5/Rotate 90" }) {
        auto output = flattened(
            samples::book({ .contents = { samples::words("place") }, .page = page }), searchable());
        // What is drawn in the box of the word, against what is drawn on the whole page.
        auto boxes = run(output,
            "pdftotext -bbox $F - | sed -n 's/.*xMin=\"\\([0-9.]*\\)\" yMin=\"\\([0-9.]*\\)\""
            " xMax=\"\\([0-9.]*\\)\" yMax=\"\\([0-9.]*\\)\">.*/\\1 \\2 \\3 \\4/p'"
            " | awk '{if (!n++) {a=$1;b=$2;c=$3;d=$4} if ($1<a) a=$1; if ($2<b) b=$2; if ($3>c) "
            "c=$3;"
            " if ($4>d) d=$4} END {printf \"-x %d -y %d -W %d -H %d\", a, b, c-a+2, d-b+2}'");
        ASSERT_THAT(boxes, HasSubstr("-W")) << page;
        auto within = run(output,
            "pdftoppm -r 72 -gray " + boxes
                + " $F | tail -c +12 | od -An -tu1"
                  " -v | awk '{for(i=1;i<=NF;i++) if ($i < 128) s++} END {print s+0}'");
        EXPECT_NEAR(std::stoi(within), ink(output), 4) << page << ": " << boxes;
        EXPECT_GT(ink(output), 50) << page;
    }
}

TEST(PdfTextLayer, IsNotSeen)
{
    auto source = samples::book({ .contents = { samples::words("Sekisho") } });
    auto draw = "pdftoppm -r 150 -gray $F | sha256sum";
    EXPECT_EQ(run(flattened(source, searchable()), draw), run(flattened(source), draw));
}

TEST(PdfTextLayer, HasNothingThatThePictureDoesNotShow)
{
    auto output = flattened(samples::book({ .contents = { samples::words("seen")
                                                + " 1 g BT /F1 18 Tf 10 10 Td (white) Tj ET"
                                                  " BT /F1 18 Tf 500 10 Td (outside) Tj ET" } }),
        searchable());
    auto text = run(output, "pdftotext $F -");
    EXPECT_THAT(text, HasSubstr("seen"));
    EXPECT_THAT(text, Not(HasSubstr("white")));
    EXPECT_THAT(text, Not(HasSubstr("outside")));
}

TEST(PdfTextLayer, LeavesOutControlsAndCountsThem)
{
    // A ToUnicode map that turns "b" into an override of direction, and "c" into 𠮷.
    std::string map = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
                      "1 begincodespacerange <00><FF> endcodespacerange 3 beginbfchar "
                      "<61><0061> <62><202E> <63><D842DFB7> endbfchar endcmap end end";
    auto outcome = flatten(
        samples::pdf({ "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R"
            "/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length 39>>\nstream\nBT /F1 18 Tf 10 40 Td (abc) Tj ET        "
            "\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            "<</Length " + std::to_string(map.size()) + ">>\nstream\n" + map + "\nendstream" }),
        searchable());
    ASSERT_TRUE(outcome) << outcome.error().message;
    auto* rebuilt = std::get_if<Rebuilt>(&outcome.value());
    ASSERT_TRUE(rebuilt);
    auto output = bytes_of(*rebuilt);
    EXPECT_TRUE(is_verified(output, 1));
    EXPECT_THAT(run(output, "pdftotext $F -"), HasSubstr("𠮷"));
    EXPECT_THAT(run(output, "pdftotext $F -"), Not(HasSubstr("\u202E")));
    EXPECT_NEAR(rebuilt->loss.text, 1.0 / 3, 0.001);
}
