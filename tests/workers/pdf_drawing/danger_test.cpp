// SPDX-License-Identifier: MIT
// Whatever is planted in a PDF: nothing of it is in what comes out, not even compressed.
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf_drawing/tools.h"

#include <gmock/gmock.h>

using testing::HasSubstr, testing::Not;
using namespace tools;

static const std::string mark = "PLANTED";

// Names of dictionaries that no output has: not as they are, and not hex-escaped.
static const char* const forbidden[] = { "JavaScript", "/JS", "/OpenAction", "/AA", "/Launch",
    "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/ResetForm", "/Named", "/Rendition",
    "/Movie", "/Sound", "/GoTo3DView", "/SetOCGState", "/Trans", "/Hide", "/AcroForm", "/XFA",
    "/EmbeddedFile", "/EF", "/RichMedia", "/3D", "/OCG", "/OCProperties", "/Metadata", "/Info",
    "/Author", "/Encrypt", "/ID", "/Names", "/Widget", "/FileAttachment", "/PieceInfo",
    "/StructTree", "/MarkInfo", "/Thread", "/Collection", "/Perms", "/DSS", "/ObjStm", "/PS" };

static void expect_harmless(const std::string& source, const std::string& what)
{
    auto output = redrawn(source, with_links());
    ASSERT_FALSE(output.empty()) << what;
    auto plain = inflated(output);
    plain.erase(plain.rfind("trailer")); // qpdf's own.
    for (const auto& bytes : { output, plain }) {
        EXPECT_EQ(bytes.find(mark), bytes.npos) << what;
        for (const auto* name : forbidden)
            EXPECT_EQ(bytes.find(name), bytes.npos) << what << ": " << name;
    }
    EXPECT_THAT(run(output, "pdftotext $F -"), HasSubstr("Valve")) << what;
}

static std::string with(const std::string& catalogue, const std::string& page)
{
    return samples::book(
        { .contents = { samples::words("Valve") }, .catalogue = catalogue, .page = page });
}

// The first letter of each name of a kind as two digits (ISO 32000-1, 7.3.5).
static std::string escaped(std::string text)
{
    for (const auto* name : { "JavaScript", "JS", "Launch", "OpenAction", "AA", "URI", "Action" }) {
        auto pattern = std::string("/") + name;
        for (auto at = text.find(pattern); at != text.npos; at = text.find(pattern, at + 4)) {
            char code[8];
            std::snprintf(code, sizeof code, "#%02x", static_cast<unsigned char>(text[at + 1]));
            text.replace(at + 1, 1, code);
        }
    }
    return text;
}

TEST(PdfDanger, LeavesOutActionsOfEveryKind)
{
    for (std::string action : { "/S/JavaScript/JS(app.alert\\('PLANTED'\\))",
             "/S/Launch/F(PLANTED.exe)", "/S/Launch/Win<</F(PLANTED.exe)>>",
             "/S/GoToR/F(PLANTED.pdf)/D[0/Fit]", "/S/GoToE/T<</N(PLANTED)/R/C>>/D[0/Fit]",
             "/S/SubmitForm/F(http://PLANTED/)", "/S/ImportData/F(PLANTED.fdf)", "/S/ResetForm",
             "/S/Named/N/PLANTED", "/S/URI/URI(file:///PLANTED)", "/S/URI/URI(javascript:PLANTED)",
             "/S/URI/URI(\\\\\\\\PLANTED\\\\share)", "/S/URI/URI(smb://PLANTED/x)",
             "/S/URI/URI(http://user@PLANTED/)", "/S/Thread/D(PLANTED)", "/S/Hide/T(PLANTED)",
             "/S/Sound/PLANTED true", "/S/Movie/T(PLANTED)", "/S/Rendition/JS(PLANTED)",
             "/S/SetOCGState/State[/OFF/PLANTED]", "/S/Trans/PLANTED true",
             "/S/GoTo3DView/PLANTED true", "/S/PLANTED",
             "/S/URI/URI(ftp://PLANTED/)/Next<</S/JavaScript/JS(PLANTED)>>" }) {
        auto form = "<<" + action + ">>";
        auto link
            = "[<</Type/Annot/Subtype/Link/Rect[10 10 60 60]/A" + form + "/AA<</E" + form + ">>>>]";
        auto source = with("/OpenAction" + form + "/AA<</WC" + form + "/WP" + form + ">>",
            "/AA<</O" + form + ">>/Annots" + link);
        expect_harmless(source, action);
        expect_harmless(escaped(source), "escaped: " + action);
    }
}

TEST(PdfDanger, LeavesOutWhatIsAttachedPlayedOrFilledIn)
{
    std::string file = "<</Type/Filespec/F(PLANTED.exe)/UF(PLANTED.exe)>>";
    for (std::string catalogue :
        { "/Names<</JavaScript<</Names[(PLANTED)<</S/JavaScript/JS(PLANTED)>>]>>>>",
            "/Names<</EmbeddedFiles<</Names[(PLANTED)<</Type/Filespec/F(PLANTED)>>]>>>>",
            "/AcroForm<</XFA[(PLANTED)(PLANTED)]/Fields[]/DA(PLANTED)>>",
            "/AcroForm<</Fields[<</FT/Tx/T(PLANTED)/V(PLANTED)>>]>>", "/Collection<</D(PLANTED)>>",
            "/Perms<</PLANTED true>>", "/PieceInfo<</PLANTED<</Private(PLANTED)>>>>",
            "/Lang(PLANTED)", "/URI<</Base(PLANTED)>>", "/PageLabels<</Nums[0<</P(PLANTED)>>]>>",
            "/StructTreeRoot<</PLANTED true>>", "/ViewerPreferences<</PLANTED true>>",
            "/Extensions<</PLANTED true>>" })
        expect_harmless(with(catalogue, ""), catalogue);
    for (const auto& annotation : std::vector<std::string> { "/Subtype/FileAttachment/FS" + file,
             "/Subtype/RichMedia/RichMediaContent<</PLANTED true>>",
             "/Subtype/3D/3DD<</PLANTED true>>", "/Subtype/Screen/T(PLANTED)",
             "/Subtype/Movie/Movie<</F(PLANTED)>>", "/Subtype/Sound/Contents(PLANTED)",
             "/Subtype/Text/Contents(PLANTED)", "/Subtype/Popup/Contents(PLANTED)",
             "/Subtype/Widget/FT/Tx/T(PLANTED)/V(PLANTED)/AA<</K<</S/JavaScript/JS(PLANTED)>>>>" })
        expect_harmless(
            with("", "/Annots[<</Type/Annot/Rect[10 10 60 60]" + annotation + ">>]"), annotation);
}

TEST(PdfDanger, LeavesOutCommentsUnusedObjectsAndEarlierRevisions)
{
    auto source = with("/PLANTED(PLANTED)", "/PLANTED<504C414E544544>");
    auto at = source.find("xref\n");
    source.insert(source.find("\n") + 1, "%PLANTED\n");
    auto stale = "99 0 obj\n<</PLANTED(PLANTED)>>\nendobj\n";
    expect_harmless(source.insert(at, stale), "an unused object");
    expect_harmless(with("", "") + "PLANTED", "behind the end");
    expect_harmless("PLANTED\n" + with("", ""), "before the beginning");

    // The first revision said something else.
    auto first = samples::book({ .contents = { samples::words("PLANTED") } });
    auto start = first.find("8 0 obj");
    ASSERT_NE(start, first.npos);
    auto content = samples::words("Valve");
    auto offset = first.size();
    auto second = first + "8 0 obj\n<</Length " + std::to_string(content.size()) + ">>\nstream\n"
        + content + "\nendstream\nendobj\n";
    auto table = std::to_string(second.size());
    char line[32];
    std::snprintf(line, sizeof line, "%010zu 00000 n \n", offset);
    second += "xref\n8 1\n" + std::string(line) + "trailer\n<</Size 9/Root 1 0 R/Prev "
        + first.substr(first.rfind("startxref\n") + 10,
            first.rfind("\n%%EOF") - first.rfind("startxref\n") - 10)
        + ">>\nstartxref\n" + table + "\n%%EOF\n";
    ASSERT_THAT(run(second, "pdftotext $F -"), HasSubstr("Valve"));
    expect_harmless(second, "an earlier revision");

    auto packed = run(with("/OpenAction<</S/JavaScript/JS(PLANTED)>>", "/AA<</O<</S/Launch>>>>"),
        "qpdf --object-streams=generate --linearize $F -");
    expect_harmless(packed, "object streams");
    auto locked = run(with("/OpenAction<</S/JavaScript/JS(PLANTED)>>", ""),
        "qpdf --encrypt '' owner 128 --use-aes=y -- $F -");
    expect_harmless(locked, "encrypted with no password");
    auto titled = run(with("", ""), "cat $F");
    auto trailer = titled.find("/Root 1 0 R");
    titled.insert(trailer, "/Info<</Title(PLANTED)/Author(PLANTED)>>/ID[<01><02>]");
    expect_harmless(titled, "metadata");
}

TEST(PdfDanger, DrawsNoHiddenLayerAndTheLooksOfAForm)
{
    auto layered = samples::pdf({ "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 "
                                  "R]/D<</OFF[6 0 "
                                  "R]>>>>>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
        "R>>"
        "/Properties<</L 6 0 R>>>>>>",
        "<</Length 115>>\nstream\n"
        "BT /F1 18 Tf 10 60 Td (Valve) Tj ET /OC/L BDC BT /F1 18 Tf 10 20 Td (PLANTED) Tj ET EMC"
        "                            \nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</Type/OCG/Name(PLANTED)>>" });
    expect_harmless(layered, "a hidden layer");
    EXPECT_THAT(run(redrawn(layered), "pdftotext $F -"), Not(HasSubstr(mark)));

    std::string look = "0 0 1 rg 0 0 50 20 re f BT /F1 12 Tf 1 g 2 4 Td (42 bar) Tj ET";
    auto form = samples::pdf({ "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
        "R>>>>"
        "/Annots[6 0 R]>>",
        "<</Length 42>>\nstream\nBT /F1 18 Tf 10 60 Td (Valve) Tj ET        \nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(PLANTED)/V(PLANTED)/Rect[100 50 150 70]/F 4/AP<</N 7 "
        "0 "
        "R>>>>",
        "<</Type/XObject/Subtype/Form/BBox[0 0 50 20]/Resources<</Font<</F1 5 0 R>>>>/Length "
            + std::to_string(look.size()) + ">>\nstream\n" + look + "\nendstream" });
    expect_harmless(form, "a form");
    EXPECT_THAT(run(redrawn(form), "pdftotext $F -"), HasSubstr("42 bar"));
    EXPECT_LT(difference(redrawn(form), form), 1);
}

// Bytes that nobody looks at: in comments, strings nobody reads, unused entries, padding.
TEST(PdfDanger, PassesNoByteOfTheGapsBetweenObjects)
{
    std::uint32_t chance = 7;
    for (int round = 0; round < 12; ++round) {
        std::string noise;
        for (int i = 0; i < 24; ++i) {
            chance = chance * 1'664'525 + 1'013'904'223;
            noise += static_cast<char>('A' + (chance >> 24) % 26);
        }
        auto source = with("/X(" + noise + ")/Y<</" + noise + " 1>>", "/Z[(" + noise + ")]");
        std::string filled;
        for (std::size_t i = 0; i < source.size(); ++i) {
            if (source.compare(i, 7, "endobj\n") == 0) {
                filled += "endobj\n%" + noise + "\n";
                i += 6;
            } else {
                filled += source[i];
            }
        }
        auto output = redrawn(filled);
        ASSERT_FALSE(output.empty());
        for (const auto& bytes : { output, inflated(output) }) {
            for (std::size_t i = 0; i + 8 <= noise.size(); i += 8)
                EXPECT_EQ(bytes.find(noise.substr(i, 8)), bytes.npos);
        }
    }
}
