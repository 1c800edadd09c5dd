// SPDX-License-Identifier: MIT
// What is over a page or hidden in it: layers that are off are gone, and told; comments stay as
// they look, or go.
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf_drawing/tools.h"

#include <gmock/gmock.h>

using broker::Rebuilt;
using testing::HasSubstr, testing::Not;
using namespace tools;

static std::string stream(const std::string& entries, const std::string& content)
{
    return "<<" + entries + "/Length " + std::to_string(content.size()) + ">>\nstream\n" + content
        + "\nendstream";
}

// Object 5 is Helvetica, 6 a layer, 7 a membership of it, 8 a form and 9 an annotation's look.
struct Layered {
    std::string state; // Of the default configuration.
    std::string content {};
    std::string membership { "/OCGs 6 0 R" };
    std::string form {}; // More of its dictionary.
    std::string annotation {};
};

static std::string layered(const Layered& sample)
{
    std::string fonts = "/Resources<</Font<</F1 5 0 R>>>>";
    return samples::pdf({ "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<<"
            + sample.state + ">>>>>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
        "R>>/XObject<</X 8 0 R>>/Properties<</L 6 0 R/M 7 0 R>>>>/Annots["
            + sample.annotation + "]>>",
        stream("", "BT /F1 18 Tf 10 70 Td (Valve) Tj ET " + sample.content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</Type/OCG/Name(PLANTED)>>",
        "<</Type/OCMD" + sample.membership + ">>",
        stream("/Type/XObject/Subtype/Form/BBox[0 0 200 100]" + fonts + sample.form,
            "BT /F1 18 Tf 10 40 Td (PLANTED) Tj ET 0 0 50 20 re f"),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 90 30]" + fonts,
            "1 1 0 rg 0 0 90 30 re f BT /F1 18 Tf 0 g 0 10 Td (PLANTED) Tj ET") });
}

static std::uint64_t told(const Rebuilt& rebuilt, std::string_view what)
{
    for (const auto& removed : rebuilt.removed) {
        if (removed.what == what)
            return removed.count;
    }
    return 0;
}

static std::uint64_t told(
    const std::string& pdf, std::string_view what, const broker::RedrawRequest& request = {})
{
    auto outcome = redraw(pdf, request).take();
    return told(std::get<Rebuilt>(outcome), what);
}

static const std::string annotation = "<</Type/Annot/Subtype/Square/Rect[100 10 190 40]/F 4/AP<</N "
                                      "9 0 R>>/OC 6 0 R>>";

TEST(PdfLayers, AreGoneAndToldWhereTheyAreHidden)
{
    for (const auto& sample : std::vector<Layered> {
             { "/OFF[6 0 R]", "/OC/L BDC BT /F1 18 Tf 10 20 Td (PLANTED) Tj ET EMC" },
             { "/BaseState/OFF", "/OC/L BDC 0 0 50 20 re f /X Do EMC" },
             { "/OFF[6 0 R]", "/OC/M BDC /X Do EMC" },
             { "", "/OC/M BDC /X Do EMC", "/P/AllOff/OCGs[6 0 R]" },
             { "", "/OC/M BDC /X Do EMC", "/VE[/Not 6 0 R]" },
             { "/OFF[6 0 R]", "/X Do", "", "/OC 6 0 R" },
             { "", "/X Do", "/P/AllOff/OCGs[6 0 R]", "/OC 7 0 R" },
             { "/OFF[6 0 R]", "/OC/L BDC q /OC/M BDC EMC /X Do Q EMC" },
             { "/OFF[6 0 R]", "", "", "", annotation } }) {
        auto source = layered(sample);
        auto what = sample.state + sample.content + sample.membership + sample.annotation;
        auto output = redrawn(source);
        EXPECT_EQ(run(output, "pdftotext $F -"), run(redrawn(layered({})), "pdftotext $F -"))
            << what;
        EXPECT_EQ(difference(output, redrawn(layered({}))), 0) << what;
        EXPECT_EQ(inflated(output).find("PLANTED"), std::string::npos) << what;
        EXPECT_GT(told(source, "hidden-layers"), 0u) << what;
    }
}

TEST(PdfLayers, StayWhereTheyAreSeen)
{
    for (const auto& sample : std::vector<Layered> { { "", "/OC/L BDC /X Do EMC" },
             { "/BaseState/OFF/ON[6 0 R]", "/OC/L BDC /X Do EMC" }, { "", "/OC/M BDC /X Do EMC" },
             { "", "/X Do", "", "/OC 6 0 R" }, { "", "", "", "", annotation } }) {
        auto source = layered(sample);
        auto what = sample.state + sample.content + sample.annotation;
        EXPECT_THAT(run(redrawn(source), "pdftotext $F -"), HasSubstr("PLANTED")) << what;
        EXPECT_LT(difference(redrawn(source), source), 0.5) << what;
        EXPECT_EQ(told(source, "hidden-layers"), 0u) << what;
    }
}

static std::string commented(const std::string& kind)
{
    return layered({ .state = "",
        .annotation = "<</Type/Annot/Subtype/" + kind
            + "/Rect[100 10 190 40]/F 4/AP<</N 9 0 R>>/Contents(SAID)"
              "/QuadPoints[100 40 190 40 100 10 190 10]>>" });
}

TEST(PdfComments, StayAsTheyLook)
{
    for (const auto* kind : { "Square", "Stamp", "FreeText", "Highlight", "Ink" }) {
        auto source = commented(kind);
        auto output = redrawn(source);
        EXPECT_LT(difference(output, source), 0.5) << kind;
        EXPECT_GT(difference(output, layered({})), 0.5) << kind;
        EXPECT_EQ(inflated(output).find("SAID"), std::string::npos) << kind;
        EXPECT_EQ(told(source, "comment"), 0u) << kind;
        // The words that open at a click.
        EXPECT_EQ(told(source, "comment-text"), kind == std::string("FreeText") ? 0u : 1u) << kind;
    }
}

TEST(PdfComments, GoWhereThePolicySaysSo)
{
    broker::RedrawRequest without;
    without.comments = policy::Comments::Remove;
    for (const auto* kind : { "Square", "Stamp", "FreeText", "Highlight", "Ink" }) {
        auto source = commented(kind);
        EXPECT_EQ(difference(redrawn(source, without), redrawn(layered({}))), 0) << kind;
        EXPECT_THAT(run(redrawn(source, without), "pdftotext $F -"), Not(HasSubstr("PLANTED")));
        EXPECT_EQ(told(source, "comment", without), 1u) << kind;
        EXPECT_EQ(told(source, "comment-text", without), 0u) << kind;
    }
    // What is filled into a form is no comment.
    auto form = commented("Widget");
    EXPECT_LT(difference(redrawn(form, without), form), 0.5);
    EXPECT_EQ(told(form, "comment", without), 0u);
}
