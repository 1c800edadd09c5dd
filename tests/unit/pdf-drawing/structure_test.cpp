// SPDX-License-Identifier: MIT
// How objects hang together: nothing that leads nowhere, nothing that is drawn more often than it
// is written.
#include "tests/unit/pdf-drawing/documents.h"
#include "tests/unit/pdf-drawing/lists.h"

#include <gmock/gmock.h>

using documents::forged, documents::Forgery, documents::Objects, documents::refusal,
    documents::written;
using lists::List;

static const std::string catalogue = "<</Type/Catalog/Pages 2 0 R>>";
static const std::string one_page = "<</Type/Pages/Count 1/Kids[3 0 R]>>";
static const std::string ink = "0.5 g\n10 10 m\n90 10 l\n90 90 l\nh\nf\n";

static std::string page(std::uint32_t content, const std::string& resources = "")
{
    return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents " + std::to_string(content)
        + " 0 R/Resources<<" + resources + ">>>>";
}

static std::string group(const std::string& resources = "")
{
    return "/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S/Transparency/CS/DeviceRGB/I "
           "true/K false>>/Resources<<"
        + resources + ">>";
}

TEST(DrawnStructure, HasThePagesThatTheTreeHas)
{
    auto two = "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>";
    EXPECT_EQ(refusal(Objects()
                          .add_stream(5, "", ink)
                          .add(3, page(5))
                          .add_stream(6, "", ink)
                          .add(4, page(6))
                          .add(2, two)
                          .add(1, catalogue)
                          .file()),
        "");
    EXPECT_NE(refusal(Objects()
                          .add_stream(5, "", ink)
                          .add(3, page(5))
                          .add(2, one_page)
                          .add_stream(6, "", ink)
                          .add(4, page(6))
                          .add(1, catalogue)
                          .file()),
        "")
        << "a page that the tree does not have";
    EXPECT_NE(refusal(Objects()
                          .add(2, "<</Type/Pages/Count 0/Kids[]>>")
                          .add_stream(4, "", ink)
                          .add(3, page(4))
                          .add(1, catalogue)
                          .file()),
        "")
        << "a tree of no page";
    EXPECT_NE(refusal(Objects()
                          .add(1, catalogue)
                          .add_stream(4, "", ink)
                          .add(3, page(4))
                          .add(2, one_page)
                          .file()),
        "")
        << "a catalogue before the pages";
    EXPECT_NE(refusal(Objects()
                          .add_stream(4, "", ink)
                          .add(3, page(4))
                          .add(1, catalogue)
                          .add(2, one_page)
                          .file()),
        "")
        << "a catalogue before the tree";
    std::string outlines = "<</Type/Outlines/First 6 0 R/Last 6 0 R/Count 1>>";
    std::string bookmark = "<</Title<FEFF0041>/Parent 5 0 R>>";
    EXPECT_EQ(refusal(Objects()
                          .add_stream(4, "", ink)
                          .add(3, page(4))
                          .add(5, outlines)
                          .add(6, bookmark)
                          .add(2, one_page)
                          .add(1, "<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>")
                          .file()),
        "");
    EXPECT_NE(refusal(Objects()
                          .add_stream(4, "", ink)
                          .add(3, page(4))
                          .add(2, one_page)
                          .add(1, catalogue)
                          .add(5, outlines)
                          .add(6, bookmark)
                          .file()),
        "")
        << "an outline that nothing leads to";
}

// Groups, each of which draws the one before it so many times.
static std::string tower(int depth, int times, const std::string& kind)
{
    Objects objects;
    objects.add_stream(5, group(), ink);
    std::uint32_t top = 5;
    auto resources = [&] {
        auto number = std::to_string(top);
        return kind == "X" ? "/XObject<</X" + number + " " + number + " 0 R>>"
                           : "/ExtGState<</MA" + number + "<</SMask<</Type/Mask/S/Alpha/G " + number
                + " 0 R>>>>>>";
    };
    auto content = [&] {
        std::string text;
        for (int i = 0; i < times; ++i)
            text += "/" + kind + std::to_string(top) + (kind == "X" ? " Do\n" : " gs\n") + ink;
        return text;
    };
    for (int i = 1; i < depth; ++i) {
        auto form = group(resources());
        auto text = content();
        objects.add_stream(++top, form, text);
    }
    return objects.add_stream(4, "", content())
        .add(3, page(4, resources()))
        .add(2, one_page)
        .add(1, catalogue)
        .file();
}

TEST(DrawnStructure, DrawsEachGroupOnceAndNoDeeperThanALimit)
{
    EXPECT_EQ(refusal(tower(64, 1, "X")), "");
    EXPECT_NE(refusal(tower(65, 1, "X")), "");
    EXPECT_EQ(refusal(tower(4, 1, "MA")), "");
    EXPECT_NE(refusal(tower(5, 1, "MA")), "");
    for (std::string kind : { "X", "MA" }) {
        EXPECT_EQ(refusal(tower(1, 1, kind)), "") << kind;
        EXPECT_NE(refusal(tower(1, 2, kind)), "") << kind;
        EXPECT_NE(refusal(tower(3, 2, kind)), "") << kind;
    }
    // By the page and by another group.
    EXPECT_NE(refusal(Objects()
                          .add_stream(5, group(), ink)
                          .add_stream(6, group("/XObject<</X5 5 0 R>>"), "/X5 Do\n")
                          .add_stream(4, "", "/X5 Do\n/X6 Do\n")
                          .add(3, page(4, "/XObject<</X5 5 0 R/X6 6 0 R>>"))
                          .add(2, one_page)
                          .add(1, catalogue)
                          .file()),
        "");
    // By two names.
    EXPECT_NE(refusal(Objects()
                          .add_stream(5, group(), ink)
                          .add_stream(4, "", "/X5 Do\n/X6 Do\n")
                          .add(3, page(4, "/XObject<</X5 5 0 R/X6 5 0 R>>"))
                          .add(2, one_page)
                          .add(1, catalogue)
                          .file()),
        "");
    EXPECT_NE(refusal(Objects()
                          .add_stream(5, group(), ink)
                          .add_stream(4, "", "/X5 Do\n/MA5 gs\n")
                          .add(3,
                              page(4,
                                  "/XObject<</X5 5 0 R>>/ExtGState<</MA5<</SMask<</Type/Mask/S"
                                  "/Alpha/G 5 0 R>>>>>>"))
                          .add(2, one_page)
                          .add(1, catalogue)
                          .file()),
        "");
}

static List mask_of(int number)
{
    return List().u8(lists::begin_group, 2).u32(number).u8(255, 0, 1, 0);
}

static List set(int number)
{
    return List().u8(lists::set_mask).u32(number + 1).u8(1, 0);
}

static bool is_taken(const List& list)
{
    auto file = written({ list });
    if (file) {
        EXPECT_EQ(refusal(file.value()), "");
    }
    return !!file;
}

TEST(DrawnStructure, SetsEachMaskOnceWhereItWasMade)
{
    auto one = mask_of(0).u8(lists::end_group);
    auto fill = List().u8(lists::fill, 0).paint(1, 2, 3).triangle().bytes();
    EXPECT_TRUE(is_taken(List(one).u8(lists::restore).text(set(0).bytes()).text(fill)));
    EXPECT_FALSE(is_taken(List(one).text(set(0).bytes()).text(fill).text(set(0).bytes())));
    EXPECT_FALSE(is_taken(List(one).text(mask_of(1).bytes()).u8(lists::end_group)));
    // In another group than the one that it belongs to.
    auto inner = List().u8(lists::begin_group, 1).u32(1).u8(255, 0, 0, 0).text(set(0).bytes());
    EXPECT_FALSE(is_taken(List(one).text(inner.bytes()).u8(lists::end_group)));
    // A chain, each of which is drawn twice by the next.
    List chain;
    for (int i = 0; i < 18; ++i) {
        chain.text(mask_of(i).bytes());
        for (int k = 0; k < 2 && i > 0; ++k)
            chain.text(set(i - 1).bytes()).text(fill);
        chain.u8(lists::end_group);
    }
    EXPECT_FALSE(is_taken(chain.text(set(17).bytes())));
}

TEST(DrawnStructure, HasNoMoreThanFourMasksWithinOneAnother)
{
    auto nested = [](int depth) {
        List list;
        for (int i = 0; i < depth; ++i)
            list.text(mask_of(i).bytes());
        for (int i = depth; i-- > 0;)
            list.u8(lists::end_group).text(set(i).bytes());
        return is_taken(list);
    };
    EXPECT_TRUE(nested(4));
    EXPECT_FALSE(nested(5));
}

TEST(DrawnStructure, SavesNoMoreThanALimit)
{
    auto saved = [](std::size_t depth) {
        Forgery forgery;
        forgery.content.clear();
        for (const auto* line : { "q\n", "Q\n" }) {
            for (std::size_t i = 0; i < depth; ++i)
                forgery.content += line;
        }
        return refusal(forged(forgery));
    };
    EXPECT_EQ(saved(512), "");
    EXPECT_NE(saved(513), "");
    auto listed = [](int depth) {
        List list;
        for (int i = 0; i < depth; ++i)
            list.u8(lists::save);
        return list;
    };
    EXPECT_TRUE(is_taken(listed(512)));
    EXPECT_FALSE(is_taken(listed(513)));
    EXPECT_FALSE(is_taken(listed(512).u8(lists::begin_group, 0).u32(0).u8(255, 0, 0, 0, 13)));
}

TEST(DrawnStructure, HasTheFontThatItNames)
{
    auto verdict = [](const std::string& font) {
        Forgery forgery;
        for (std::size_t glyphs : { 5, 1 }) {
            encode_pdf_drawing::Font made;
            made.glyphs.assign(glyphs, { 500, U"a", {} });
            forgery.fonts.push_back(std::move(made));
        }
        forgery.page = page(4, "/Font<</F0 " + font + " 0 R>>");
        forgery.content = "BT\n/F0 1 Tf\n1 0 0 1 0 0 Tm\n[<0005>] TJ\nET\n";
        return refusal(forged(forgery));
    };
    EXPECT_EQ(verdict("5"), "");
    EXPECT_NE(verdict("10"), ""); // That of F1, which has one letter.
}

TEST(DrawnStructure, HasDashesOfAFewBoundedLengths)
{
    auto verdict = [](std::size_t count, const std::string& length, const std::string& start) {
        Forgery forgery;
        forgery.content = "[" + length;
        for (std::size_t i = 1; i < count; ++i)
            forgery.content += " " + length;
        forgery.content += "] " + start + " d\n";
        return refusal(forged(forgery));
    };
    EXPECT_EQ(verdict(32, "2000000", "2000000"), "");
    EXPECT_NE(verdict(33, "1", "0"), "");
    EXPECT_NE(verdict(2, "2000000.001", "0"), "");
    EXPECT_NE(verdict(2, "1", "2000000.001"), "");
    EXPECT_NE(verdict(10'000, "9999999999", "0"), "");
}

TEST(DrawnStructure, LeadsToTheWebOnlyWhereItMay)
{
    auto linked = written({ List().link("https://example.org/") }).take();
    verify_pdf::Limits limits { 100, 1 << 20, verify_pdf::Addresses::Web };
    EXPECT_EQ(refusal(linked, limits), "");
    limits.addresses = verify_pdf::Addresses::None;
    EXPECT_NE(refusal(linked, limits), "");
    auto within = List().u8(lists::link_to_page).u32(0, 0, 20'000, 10'000, 0, 80'000);
    EXPECT_EQ(refusal(written({ within }).take(), limits), "");
}
