// SPDX-License-Identifier: MIT
// Lists through the writer: sound ones come out as a file that the verifier passes, and what no
// honest renderer writes is an error.
#include "tests/unit/pdf-drawing/documents.h"
#include "tests/unit/pdf-drawing/lists.h"

#include <gmock/gmock.h>

using documents::refusal, documents::written;
using lists::List;
using testing::HasSubstr, testing::Not;

static bool is_taken(const List& list)
{
    auto file = written({ list });
    if (file) {
        EXPECT_EQ(refusal(file.value()), "");
    }
    return !!file;
}

TEST(DrawnDocument, HoldsEveryKindOfStep)
{
    auto file = written({ lists::everything(), "" }, lists::outline());
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(refusal(file.value()), "");
    EXPECT_THAT(file.value(), HasSubstr("/URI(https://example.org/a%20b)"));
    EXPECT_THAT(file.value(), HasSubstr("/Title<FEFFD842DFB7>"));
    EXPECT_EQ(file.value(), written({ lists::everything(), "" }, lists::outline()).value());
}

TEST(DrawnDocument, LeadsToTheWebOnlyWhereAskedTo)
{
    auto file = written({ lists::everything(), "" }, lists::outline(), documents::Links::Within);
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(refusal(file.value()), "");
    for (const auto* gone : { "/URI", "example" })
        EXPECT_THAT(file.value(), Not(HasSubstr(gone)));
    for (const auto* kept : { "/Annots", "/Dest", "/Outlines" })
        EXPECT_THAT(file.value(), HasSubstr(kept));
}

TEST(DrawnDocument, BearsTheLabelThatWasToldAndNoOther)
{
    auto write = [](const std::string& label) {
        return written({ lists::everything(), "" }, lists::outline(), documents::Links::Web, label);
    };
    auto verdict = [](const std::string& file, const std::string& label) {
        verify_pdf::Limits limits { 100, 1 << 20 };
        limits.label = label;
        return refusal(file, limits);
    };
    auto file = write("機密性2").value();
    EXPECT_THAT(file, HasSubstr("<</Keywords<FEFF6A5F5BC660270032>>>"));
    EXPECT_EQ(verdict(file, "機密性2"), "");
    EXPECT_NE(verdict(file, ""), "");
    EXPECT_NE(verdict(file, "機密性3"), "");
    EXPECT_NE(verdict(write("").value(), "機密性2"), "");
    auto other = file;
    other.replace(other.find("/Keywords"), 9, "/Producer");
    EXPECT_NE(verdict(other, "機密性2"), "");
    EXPECT_FALSE(write("by Mallory"));
}

// A list that ends anywhere is an error or a shorter page, never a file that is not ours.
TEST(DrawnDocument, TakesNoListCutOff)
{
    auto whole = lists::everything();
    for (std::size_t size = 0; size < whole.size(); size += size < 400 ? 1 : 7) {
        auto file = written({ whole.substr(0, size), "" });
        if (file) {
            ASSERT_EQ(refusal(file.value()), "") << size;
        }
    }
}

TEST(DrawnDocument, TakesWhatIsDefinedInItsTurn)
{
    EXPECT_FALSE(is_taken(List().define_font(1)));
    EXPECT_FALSE(is_taken(List().define_font(0).define_glyph(0, 2)));
    EXPECT_FALSE(is_taken(List().define_font(0).define_glyph(1, 1)));
    EXPECT_FALSE(is_taken(List().define_font(0)));
    EXPECT_FALSE(is_taken(List().define_font(0, 2)));
    EXPECT_FALSE(is_taken(List().define_picture(1, 2, 0, 1, 1)));
    auto font = List().define_font(0).define_glyph(0, 1);
    EXPECT_TRUE(is_taken(List(font).set_glyphs(0, 1).u16(1).u32(0, 0)));
    EXPECT_FALSE(is_taken(List(font).set_glyphs(0, 1).u16(2).u32(0, 0)));
    EXPECT_FALSE(is_taken(List(font).set_glyphs(0, 1).u16(0).u32(0, 0)));
    EXPECT_FALSE(is_taken(List(font).set_glyphs(1, 1).u16(1).u32(0, 0)));
    EXPECT_FALSE(is_taken(List(font).set_glyphs(0, 2).u16(1).u32(0, 0)));
}

TEST(DrawnDocument, TakesPicturesThatAreWhatTheySay)
{
    auto one = List().define_picture(0, 1, 0, 4, 4);
    EXPECT_FALSE(is_taken(one)); // Nobody sees it.
    EXPECT_TRUE(is_taken(List(one).u8(lists::paint_picture).u32(0).upright().paint(0, 0, 0)));
    EXPECT_FALSE(is_taken(List(one).u8(lists::paint_picture).u32(1).upright().paint(0, 0, 0)));
    EXPECT_FALSE(is_taken(List().define_picture(0, 4, 0, 1, 1)));
    EXPECT_FALSE(is_taken(List().define_picture(0, 1, 2, 1, 1)));
    EXPECT_FALSE(is_taken(List().define_picture(0, 1, 0, 0, 1)));
    EXPECT_FALSE(is_taken(List().define_picture(0, 1, 0, 65'501, 1)));
    EXPECT_FALSE(is_taken(List().u8(lists::picture).u32(0).u8(2, 0).u32(60'000, 60'000, 0)));
    EXPECT_FALSE(is_taken(List().u8(lists::picture).u32(0).u8(1, 0).u32(4, 4, 0).text("short")));
    // Masks: only what is gray and has none itself.
    auto use = [](List list, int number) {
        return is_taken(list.u8(lists::paint_picture).u32(number).upright().paint(0, 0, 0));
    };
    EXPECT_TRUE(use(List(one).define_picture(1, 2, 0, 4, 4, 1), 1));
    EXPECT_FALSE(use(List(one).define_picture(1, 2, 0, 4, 4, 2), 1));
    EXPECT_FALSE(use(List(one).define_picture(1, 3, 0, 4, 4, 1), 1));
    EXPECT_FALSE(use(List().define_picture(0, 2, 0, 4, 4).define_picture(1, 2, 0, 4, 4, 1), 1));
    EXPECT_FALSE(
        use(List(one).define_picture(1, 1, 0, 4, 4, 1).define_picture(2, 2, 0, 4, 4, 2), 2));
}

TEST(DrawnDocument, TakesLinesThatCanBeDrawn)
{
    auto stroke = [](int width, unsigned cap, unsigned join, int miter, std::vector<int> dashes,
                      int start) {
        List list;
        list.u8(lists::stroke).upright().u32(width).u8(cap, join).u32(miter).u8(dashes.size());
        for (auto dash : dashes)
            list.u32(dash);
        return is_taken(list.u32(start).paint(0, 0, 0).triangle());
    };
    EXPECT_TRUE(stroke(0, 2, 2, 65'536, { 0, 1 }, 0));
    EXPECT_TRUE(stroke(1, 0, 0, 65'536, std::vector<int>(32, 5), 3));
    EXPECT_FALSE(stroke(1, 0, 0, 65'536, std::vector<int>(33, 5), 3));
    EXPECT_FALSE(stroke(-1, 0, 0, 65'536, {}, 0));
    EXPECT_FALSE(stroke(1, 3, 0, 65'536, {}, 0));
    EXPECT_FALSE(stroke(1, 0, 3, 65'536, {}, 0));
    EXPECT_FALSE(stroke(1, 0, 0, 65'535, {}, 0));
    EXPECT_FALSE(stroke(1, 0, 0, 65'536, { 0, 0 }, 0));
    EXPECT_FALSE(stroke(1, 0, 0, 65'536, { 2, -1 }, 0));
    EXPECT_FALSE(stroke(1, 0, 0, 65'536, { 2 }, -1));
}

TEST(DrawnDocument, TakesPathsThatBeginSomewhere)
{
    auto fill = [](const List& path) {
        return is_taken(List().u8(lists::fill, 0).paint(0, 0, 0).text(path.bytes()));
    };
    EXPECT_TRUE(fill(List().u8(0)));
    EXPECT_TRUE(fill(List().u8(1).u32(0, 0).u8(3).u32(1, 2, 3, 4, 5, 6).u8(0)));
    EXPECT_FALSE(fill(List().u8(2).u32(0, 0).u8(0)));
    EXPECT_FALSE(fill(List().u8(4, 0)));
    EXPECT_FALSE(fill(List().u8(5, 0)));
    EXPECT_FALSE(fill(List().u8(1).u32(0, 0)));
    EXPECT_TRUE(is_taken(List().u8(lists::clip, 0, 0))); // Nothing is seen within nothing.
    EXPECT_FALSE(is_taken(List().u8(lists::clip, 2, 0)));
}

TEST(DrawnDocument, TakesGroupsThatEnd)
{
    auto begin = [](unsigned kind, unsigned isolated = 0, unsigned knockout = 0) {
        return List().u8(lists::begin_group, kind).u32(7).u8(255, 0, isolated, knockout);
    };
    for (unsigned kind : { 0, 1, 2 }) {
        EXPECT_EQ(is_taken(begin(kind).u8(lists::end_group)), kind != 2) << kind; // An unused mask.
        EXPECT_FALSE(is_taken(begin(kind))) << kind;
        EXPECT_FALSE(is_taken(begin(kind).u8(lists::end_group, lists::end_group))) << kind;
    }
    EXPECT_FALSE(is_taken(begin(3).u8(lists::end_group)));
    EXPECT_FALSE(is_taken(begin(1, 2).u8(lists::end_group)));
    EXPECT_FALSE(is_taken(begin(1, 1, 2).u8(lists::end_group)));
    EXPECT_FALSE(is_taken(List().u8(lists::set_mask).u32(8).u8(1, 0)));
    auto mask = begin(2).u8(lists::end_group, lists::set_mask).u32(8).u8(1, 0);
    EXPECT_TRUE(is_taken(mask));
    // Of another kind of group.
    EXPECT_FALSE(is_taken(begin(1).u8(lists::end_group, lists::set_mask).u32(8).u8(1, 0)));
    auto nested = [&](int depth) {
        List list;
        for (int i = 0; i < depth; ++i)
            list.text(begin(1).bytes());
        for (int i = 0; i < depth; ++i)
            list.u8(lists::end_group);
        return is_taken(list);
    };
    EXPECT_TRUE(nested(64));
    EXPECT_FALSE(nested(65));
}

// What was saved in a group ends with it, and what was not saved is not restored.
TEST(DrawnDocument, BalancesWhatIsSaved)
{
    EXPECT_TRUE(is_taken(List().u8(lists::restore, lists::restore)));
    EXPECT_TRUE(is_taken(List().u8(lists::save, lists::save)));
    List list;
    list.u8(lists::begin_group, 1).u32(0).u8(255, 0, 0, 0, lists::save, lists::save);
    EXPECT_TRUE(is_taken(list.u8(lists::end_group, lists::restore)));
    List plain;
    plain.u8(lists::begin_group, 0).u32(0).u8(255, 0, 0, 0, lists::restore, lists::restore);
    EXPECT_TRUE(is_taken(plain.u8(lists::end_group)));
}

TEST(DrawnDocument, TakesAnOutlineOnceAndOfItsForm)
{
    auto taken = [](const std::string& outline) {
        auto file = written({ "", "" }, outline);
        if (file) {
            EXPECT_EQ(refusal(file.value()), "");
        }
        return !!file;
    };
    auto one = [](unsigned depth, int page, int top) {
        return List().u8(lists::bookmark, depth).u32(page, top).u16(1).u32('A');
    };
    EXPECT_TRUE(taken(one(0, 2, 0)));
    EXPECT_FALSE(taken(one(0, 3, 0)));
    EXPECT_FALSE(taken(one(0, 1, -1)));
    EXPECT_TRUE(taken(one(0, 1, 14'400'000)));
    EXPECT_FALSE(taken(one(0, 1, 14'400'001)));
    EXPECT_FALSE(taken(one(1, 1, 0)));
    EXPECT_FALSE(taken(List(one(0, 1, 0)).text(one(2, 1, 0).bytes())));
    EXPECT_TRUE(taken(List(one(0, 1, 0)).text(one(1, 1, 0).bytes())));
    EXPECT_FALSE(taken(List().u8(lists::save)));
    EXPECT_FALSE(taken(one(0, 1, 0).bytes().substr(0, 8)));
    auto deep = [&](unsigned most) {
        List list;
        for (unsigned depth = 0; depth <= most; ++depth)
            list.text(one(depth, 1, 0).bytes());
        return taken(list);
    };
    EXPECT_TRUE(deep(30));
    EXPECT_FALSE(deep(31));
    EXPECT_FALSE(is_taken(one(0, 1, 0))); // Not on a page.
}
