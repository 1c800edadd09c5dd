// SPDX-License-Identifier: MIT
// Files of the writer's form that say what it never says, as a writer in the power of its list
// might make them: the verifier passes none.
#include "sanitizer/encode/pdf/drawing/cff.h"
#include "tests/unit/pdf-drawing/documents.h"

#include <gtest/gtest.h>

using documents::forged, documents::Forgery, documents::refusal;

static const std::string page_head
    = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R";

static void expect_refused(const Forgery& forgery, const std::string& what)
{
    EXPECT_NE(refusal(forged(forgery)), "") << what;
}

static Forgery with_resources(const std::string& resources, const std::string& content)
{
    Forgery forgery;
    forgery.page = page_head + "/Resources<<" + resources + ">>>>";
    forgery.content = content;
    return forgery;
}

static Forgery with_annotation(const std::string& annotation)
{
    Forgery forgery;
    forgery.page = page_head + "/Resources<<>>/Annots[<<" + annotation + ">>]>>";
    return forgery;
}

TEST(DrawnForgery, IsPassedWhileNothingIsForged)
{
    EXPECT_EQ(refusal(forged({})), "");
    EXPECT_EQ(
        refusal(forged(with_annotation(
            "/Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 0]/A<</S/URI/URI(http://a/)>>"))),
        "");
    EXPECT_EQ(
        refusal(forged(with_annotation(
            "/Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 0]/Dest[3 0 R/XYZ null 0 null]"))),
        "");
    EXPECT_EQ(refusal(forged(with_resources(
                  "/ExtGState<</A128B1<</ca 0.502/CA 0.502/BM/Multiply>>>>", "/A128B1 gs\n"))),
        "");
}

TEST(DrawnForgery, OfTheCatalogue)
{
    for (std::string entry :
        { "/OpenAction<</S/JavaScript/JS(x)>>", "/AA<<>>", "/Names<<>>", "/AcroForm<<>>",
            "/Metadata 5 0 R", "/OCProperties<<>>", "/Outlines 4 0 R", "/Outlines 0 0 R",
            "/PageMode/UseAttachments", "/Version/1.4", "/Extensions<<>>", " " }) {
        Forgery forgery;
        forgery.catalogue = "<</Type/Catalog/Pages 2 0 R" + entry + ">>";
        expect_refused(forgery, entry);
        forgery.catalogue = "<<" + entry + "/Type/Catalog/Pages 2 0 R>>";
        expect_refused(forgery, entry);
    }
}

TEST(DrawnForgery, OfAPage)
{
    for (std::string entry : { "/AA<</O<</S/Launch/F(x)>>>>", "/Group<<>>", "/Thumb 5 0 R",
             "/Trans<<>>", "/Metadata 5 0 R", "/PieceInfo<<>>", "/Annots[]", "/Annots 5 0 R",
             "/Tabs/S", "/UserUnit 2", "/Rotate 90", "/B[5 0 R]" }) {
        Forgery forgery;
        forgery.page = page_head + "/Resources<<>>" + entry + ">>";
        expect_refused(forgery, entry);
    }
    for (std::string box : { "[0 0 0 100]", "[0 0 200 -1]", "[0 0 14400.01 100]", "[1 0 200 100]",
             "[0 0 200 100 ]", "[0 0 2e2 100]" }) {
        Forgery forgery;
        forgery.page
            = "<</Type/Page/Parent 2 0 R/MediaBox" + box + "/Contents 4 0 R/Resources<<>>>>";
        expect_refused(forgery, box);
    }
    Forgery forgery;
    forgery.pages = "<</Type/Pages/Count 2/Kids[3 0 R 3 0 R]>>";
    expect_refused(forgery, "a page twice");
    forgery.pages = "<</Type/Pages/Count 0/Kids[]>>";
    expect_refused(forgery, "no page");
}

TEST(DrawnForgery, OfALink)
{
    std::string link = "/Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 0]";
    for (std::string action :
        { "/S/JavaScript/JS(x)", "/S/Launch/F(x)", "/S/GoToR/F(x)", "/S/GoToE",
            "/S/SubmitForm/F(http://a/)", "/S/Named/N/Print", "/S/URI/URI(javascript:x)",
            "/S/URI/URI(file:///x)", "/S/URI/URI(ftp://a/)", "/S/URI/URI(HTTP://a/)",
            "/S/URI/URI(http://A/)", "/S/URI/URI(http:///)", "/S/URI/URI(http://a)",
            "/S/URI/URI(http://a@b/)", "/S/URI/URI(http://a:0/)", "/S/URI/URI(http://[a]/)",
            "/S/URI/URI(http://a/\\051)", "/S/URI/URI(http://a/<)", "/S/URI/URI(http://a/ )",
            "/S/URI/URI(http://a/\xE6)", "/S/URI/URI<687474703A2F2F612F>",
            "/S/URI/URI(http://a/)/IsMap true", "/S/URI/URI(http://a/)/Next<</S/JavaScript>>" })
        expect_refused(with_annotation(link + "/A<<" + action + ">>"), action);
    for (std::string kind : { "Widget", "Text", "FileAttachment", "RichMedia", "Screen", "Popup" })
        expect_refused(with_annotation("/Type/Annot/Subtype/" + kind
                           + "/Rect[0 0 9 9]/Border[0 0 0]/A<</S/URI/URI(http://a/)>>"),
            kind);
    for (std::string rest : { "/Dest[1 0 R/XYZ null 0 null]", "/Dest[4 0 R/XYZ null 0 null]",
             "/Dest[9 0 R/XYZ null 0 null]", "/Dest(name)", "/Dest[3 0 R/Fit]",
             "/Dest[3 0 R/XYZ null -1 null]", "/A 5 0 R", "/PA<<>>", "" })
        expect_refused(with_annotation(link + rest), rest);
    expect_refused(with_annotation("/Type/Annot/Subtype/Link/Rect[9 0 9 9]/Border[0 0 0]"
                                   "/A<</S/URI/URI(http://a/)>>"),
        "no width");
}

TEST(DrawnForgery, OfResources)
{
    for (std::string entry :
        { "/Properties<<>>", "/ColorSpace<<>>", "/Pattern<<>>", "/ProcSet[/PDF]",
            "/XObject<</P0 4 0 R>>", "/XObject<</P0 3 0 R>>", "/XObject<</X9 9 0 R>>",
            "/XObject<</Q0 4 0 R>>", "/Font<</F0 4 0 R>>", "/Font<</F0 99 0 R>>",
            "/Shading<</S0 4 0 R>>", "/ExtGState<</A128B1<</ca 0.4/CA 0.4/BM/Multiply>>>>",
            "/ExtGState<</A128B1<</ca 0.502/CA 1/BM/Multiply>>>>",
            "/ExtGState<</A128B1<</ca 0.502/CA 0.502/BM/Screen>>>>",
            "/ExtGState<</A128B16<</ca 0.502/CA 0.502/BM/Other>>>>",
            "/ExtGState<</M0<</Font[4 0 R 1]>>>>", "/ExtGState<</MB4<</SMask<<>>>>>>" }) {
        auto name = entry.substr(std::min(entry.size(), entry.find("<</") + 2));
        name = name.substr(0, name.find_first_of(" <"));
        auto use = name.size() < 2 || name[1] == 'A' || name[1] == 'M' ? " gs\n"
            : name[1] == 'S'                                           ? " sh\n"
                                                                       : " Do\n";
        expect_refused(with_resources(entry, name + use), entry);
    }
    expect_refused(with_resources("/ExtGState<</A128B1<</ca 0.502/CA 0.502/BM/Multiply>>>>", ""),
        "a resource that is not used");
}

TEST(DrawnForgery, OfContents)
{
    for (const auto& content :
        std::vector<std::string> { "BI\n", "ID\n", "EI\n", "BMC\n", "/OC /L BDC\n", "EMC\n", "MP\n",
            "/P0 Do\n", "/S0 sh\n", "/A1B1 gs\n", "1 i\n", "/Perceptual ri\n", "0 0 0 1 k\n",
            "/DeviceGray cs\n", "1 0 d0\n", "(x) Tj\n", "[(x)] TJ\n", "% comment\n", "0.5  g\n",
            "0.50 g\n", "+1 g\n", "2 g\n", "-1 g\n", "1 g", "1 g \n", " 1 g\n", "1\n", "f\n",
            "0 0 l\n", "0 0 m\n", "q\n", "Q\n", "BT\nET\n", "0 0 9 9 re\n", "0 0 m\nS\nQ\n",
            "3 J\n", "0.5 M\n", "-1 w\n", "[0 0] 0 d\n", "[1 ] 0 d\n", "[1] -1 d\n", "<41> Tj\n",
            std::string("1 g\0\n", 5), "BT\n/F0 1 Tf\n1 0 0 1 0 0 Tm\n[<0001>] TJ\nET\n", "\n",
            "1 g\r\n", "BX\n", "1 2 3 4 5 6 7 cm\n", "\xEF\xBB\xBFq\nQ\n" }) {
        Forgery forgery;
        forgery.content = content;
        expect_refused(forgery, content);
    }
}

static Forgery with_letters(const std::string& letters, const std::string& fonts = "/F0 5 0 R")
{
    auto forgery = with_resources(
        "/Font<<" + fonts + ">>", "BT\n/F0 1 Tf\n1 0 0 1 0 0 Tm\n[" + letters + "] TJ\nET\n");
    encode_pdf_drawing::Font font;
    font.glyphs.push_back({ 500, U"a", {} });
    font.glyphs.push_back({ 500, U"b", {} });
    forgery.fonts.push_back(std::move(font));
    return forgery;
}

TEST(DrawnForgery, OfLetters)
{
    for (std::string letters : { "<0001>", "<00010002>", "<0001>-20<0002>", "<0001>40000<0001>" })
        EXPECT_EQ(refusal(forged(with_letters(letters))), "") << letters;
    for (std::string letters : { "", "<>", "<0000>", "<0003>", "<00010003>", "<FFFF>", "<01>",
             "<000g>", "<0001> <0002>", "<0001>-20", "<0001>-20-20<0001>", "<0001>40001<0001>",
             "<0001>0.5<0001>", "(a)", "/F0", "<0001>-0<0001>" })
        expect_refused(with_letters(letters), letters);
    expect_refused(with_letters("<0001>", "/F1 5 0 R"), "another number");
    expect_refused(with_letters("<0001>", "/F0 6 0 R"), "a part of a font");
    expect_refused(with_letters("<0001>", "/F0 10 0 R"), "no object");
    expect_refused(with_letters("<0001>", "/F0 5 0 R/F0 5 0 R"), "a name twice");
    auto twice = with_letters("<0001>");
    twice.fonts.push_back(twice.fonts.front());
    EXPECT_EQ(refusal(forged(twice)), ""); // A font that nothing shows does no harm.
}

TEST(DrawnForgery, OfShadings)
{
    std::string function
        = "/FunctionType 0/Domain[0 1]/Range[0 1 0 1 0 1]/Size[256]/BitsPerSample 8";
    auto verdict
        = [&](const std::string& head, const std::string& shade, std::size_t samples = 768) {
              auto forgery = with_resources("/Shading<</S0 6 0 R>>", "/S0 sh\n");
              forgery.streams.push_back({ head, std::string(samples, 'x') });
              forgery.objects.push_back("<</ShadingType " + shade + ">>");
              return refusal(forged(forgery));
          };
    std::string axial = "2/ColorSpace/DeviceRGB/Coords[0 0 1 0]/Function 5 0 R/Extend[true false]";
    std::string radial
        = "3/ColorSpace/DeviceRGB/Coords[0 0 1 2 0 0.5]/Function 5 0 R/Extend[true false]";
    EXPECT_EQ(verdict(function, axial), "");
    EXPECT_EQ(verdict(function, radial), "");
    EXPECT_NE(verdict(function, axial, 767), "");
    EXPECT_NE(verdict("/FunctionType 4/Domain[0 1]/Range[0 1]", axial), "");
    for (std::string shade : { "1/ColorSpace/DeviceRGB/Function 5 0 R",
             "2/ColorSpace/DeviceRGB/Coords[0 0 1 0]/Function 6 0 R/Extend[true false]",
             "2/ColorSpace/DeviceRGB/Coords[0 0 1 0]/Function 3 0 R/Extend[true false]",
             "2/ColorSpace/DeviceRGB/Coords[0 0 1 1]/Function 5 0 R/Extend[true false]",
             "2/ColorSpace/DeviceCMYK/Coords[0 0 1 0]/Function 5 0 R/Extend[true false]",
             "3/ColorSpace/DeviceRGB/Coords[0 0 -1 2 0 0.5]/Function 5 0 R/Extend[true false]",
             "3/ColorSpace/DeviceRGB/Coords[0 0 1 2 0 -0.5]/Function 5 0 R/Extend[true false]",
             "3/ColorSpace/DeviceRGB/Coords[0 0 1 2 0 1]/Function 5 0 R/Extend[true maybe]" })
        EXPECT_NE(verdict(function, shade), "") << shade;
}

TEST(DrawnForgery, OfObjectsThatNothingNames)
{
    for (std::string object : { "<</S/JavaScript/JS(x)>>", "(x)", "null", "[5 0 R]", "<<>>",
             "<</Type/Catalog/Pages 2 0 R>>", "<</ShadingType 2>>", "<</Type/Filespec/F(x)>>" }) {
        Forgery forgery;
        forgery.objects.push_back(object);
        expect_refused(forgery, object);
    }
    for (std::string entries : { "", "/Type/EmbeddedFile", "/Type/ObjStm/N 1/First 4", "/Type/XRef",
             "/Type/Metadata/Subtype/XML", "/Type/XObject/Subtype/PS", "/FunctionType 4",
             "/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S/Transparency/CS/DeviceRGB/I "
             "true/K true>>/Resources<<>>" }) {
        Forgery forgery;
        forgery.streams.push_back({ entries, "q\nQ\n" });
        expect_refused(forgery, entries);
    }
}

TEST(DrawnForgery, OfPicturesAndGroups)
{
    auto use = [](const std::string& entries, const std::string& plain, const std::string& name) {
        auto forgery = with_resources("/XObject<<" + name + " 5 0 R>>", name + " Do\n");
        forgery.streams.push_back({ entries, plain });
        return refusal(forged(forgery));
    };
    std::string group = "/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S/Transparency/CS"
                        "/DeviceRGB/I true/K true>>/Resources<<>>";
    EXPECT_EQ(use(group, "q\nQ\n", "/X5"), "");
    EXPECT_NE(use(group, "BI\n", "/X5"), "");
    EXPECT_NE(use(group, "q\nQ\n", "/P5"), "");
    EXPECT_NE(use(group + "/OC 4 0 R", "q\nQ\n", "/X5"), "");
    EXPECT_NE(use(group + "/Ref<</F(x)/Page 0>>", "q\nQ\n", "/X5"), "");
    // It cannot draw itself.
    group.replace(group.find("/Resources<<>>"), 14, "/Resources<</XObject<</X5 5 0 R>>>>");
    EXPECT_NE(use(group, "/X5 Do\n", "/X5"), "");
    for (std::string more : { "/Alternates[]", "/OPI<<>>", "/Interpolate true", "/Metadata 4 0 R",
             "/SMask 4 0 R", "/SMask 5 0 R", "/Filter/JBIG2Decode", "/Filter/JPXDecode",
             "/Filter[/ASCIIHexDecode/DCTDecode]", "/F(x)" })
        EXPECT_NE(use("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace"
                      "/DeviceGray"
                          + more,
                      "x", "/P5"),
            "")
            << more;
}

TEST(DrawnForgery, OfMasks)
{
    auto verdict = [](const std::string& name, const std::string& mask) {
        auto forgery = with_resources(
            "/ExtGState<<" + name + "<</SMask<</Type/Mask" + mask + ">>>>>>", name + " gs\n");
        // One more, that the page draws.
        forgery.page.insert(forgery.page.find("/ExtGState"), "/XObject<</X6 6 0 R>>");
        forgery.content += "/X6 Do\n";
        for (int i = 0; i < 2; ++i)
            forgery.streams.push_back({ "/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S"
                                        "/Transparency/CS/DeviceRGB/I true/K false>>/Resources<<>>",
                "q\nQ\n" });
        return refusal(forged(forgery));
    };
    std::string half = "/BC[0.502 0.502 0.502]";
    EXPECT_EQ(verdict("/ML5B128", "/S/Luminosity/G 5 0 R" + half), "");
    EXPECT_EQ(verdict("/MA5", "/S/Alpha/G 5 0 R"), "");
    for (auto [name, mask] : { std::pair("/ML5B127", "/S/Luminosity/G 5 0 R/BC[0.502 0.502 0.502]"),
             std::pair("/ML5B128", "/S/Luminosity/G 6 0 R/BC[0.502 0.502 0.502]"),
             std::pair("/ML5B128", "/S/Luminosity/G 5 0 R/BC[0.502 0.502 0.5]"),
             std::pair("/ML5B128", "/S/Luminosity/G 5 0 R/BC[0.502]"),
             std::pair("/ML5B128", "/S/Luminosity/G 5 0 R"),
             std::pair("/ML5B256", "/S/Luminosity/G 5 0 R/BC[1 1 1]"),
             std::pair("/ML5B128", "/S/Alpha/G 5 0 R/BC[0.502 0.502 0.502]"),
             std::pair("/MA5", "/S/Luminosity/G 5 0 R"),
             std::pair("/MA5", "/S/Alpha/G 5 0 R/TR 4 0 R"), std::pair("/MA4", "/S/Alpha/G 4 0 R"),
             std::pair("/MB5", "/S/Alpha/G 5 0 R") })
        EXPECT_NE(verdict(name, mask), "") << name << mask;
}

TEST(DrawnForgery, OfTheFileAround)
{
    auto sound = forged({});
    auto changed = [&](const std::string& from, const std::string& to) {
        auto file = sound;
        auto at = file.find(from);
        EXPECT_NE(at, file.npos) << from;
        return file.replace(at, from.size(), to);
    };
    EXPECT_NE(refusal(changed("%PDF-1.7", "%PDF-1.6")), "");
    EXPECT_NE(refusal(changed("/Root 1 0 R", "/Root 3 0 R")), "");
    EXPECT_NE(refusal(changed("/Root 1 0 R", "/Root 1 0 R/Info 4 0 R")), "");
    EXPECT_NE(refusal(changed("/Root 1 0 R", "/Root 1 0 R/Prev 9")), "");
    EXPECT_NE(refusal(changed("/Root 1 0 R", "/Root 1 0 R/Encrypt<<>>")), "");
    EXPECT_NE(refusal(changed("0000000015 00000 n", "0000000016 00000 n")), "");
    EXPECT_NE(refusal(changed("endobj\n", "endobj\n%x\n")), "");
    EXPECT_NE(refusal(changed("4 0 obj", "4 1 obj")), "");
    EXPECT_NE(refusal(sound + sound), "");
    EXPECT_NE(refusal(sound + "x"), "");
    EXPECT_NE(refusal("x" + sound), "");
    EXPECT_NE(refusal(sound.substr(0, sound.size() - 1)), "");
}

TEST(DrawnForgery, BeyondTheLimits)
{
    auto file = forged({});
    EXPECT_EQ(refusal(file, { 1, 1 << 20 }), "");
    EXPECT_EQ(refusal(file, { 0, 1 << 20 }), "too many pages");
    Forgery large;
    large.content = std::string(1000, '\n');
    auto result = verify_pdf::verify_drawings(base::view_of(forged(large)), { 1, 1 });
    auto* refused = std::get_if<verify_pdf::Refused>(&result);
    ASSERT_TRUE(refused);
}
