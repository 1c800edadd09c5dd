// SPDX-License-Identifier: MIT
// Fonts made of outlines: what the writer makes, the verifier reads by its own code.
#include "sanitizer/encode/pdf/drawing/cff.h"
#include "sanitizer/encode/pdf/drawing/font.h"
#include "sanitizer/verify/pdf/drawing/objects.h"
#include "tests/unit/pdf-drawing/documents.h"
#include "tests/unit/pdf-drawing/lists.h"

#include <gtest/gtest.h>

using encode_pdf_drawing::Charstring, encode_pdf_drawing::Font, encode_pdf_drawing::Writing;
using lists::List;
using verify_pdf::FontFacts;

static Font font_of(std::vector<base::Bytes> outlines, Writing writing = Writing::Horizontal)
{
    Font font;
    font.writing = writing;
    font.box = { -10, -200, 900, 800 };
    for (auto& outline : outlines)
        font.glyphs.push_back({ 500, U"a", std::move(outline) });
    return font;
}

static FontFacts facts_of(const Font& font)
{
    FontFacts facts;
    for (const auto& glyph : font.glyphs)
        facts.widths.push_back(font.writing == Writing::Vertical ? 1000 : glyph.advance);
    facts.box = { font.box.left, font.box.lower, font.box.right, font.box.upper };
    return facts;
}

static bool is_sound(base::View program, const FontFacts& facts)
{
    return !!verify_pdf::check_font_program(program, facts);
}

// A line over each distance, of which each has its own form (#5177, section 3.2).
static base::Bytes lines()
{
    Charstring outline;
    outline.move({ 0, 0 });
    for (int far : { 0, 107, 108, 1131, 1132, 32'000 }) {
        EXPECT_TRUE(outline.line({ far, 0 }));
        EXPECT_TRUE(outline.line({ 0, -far }));
    }
    return outline.take();
}

TEST(DrawnFont, HasOutlinesOfEveryDistance)
{
    for (auto writing : { Writing::Horizontal, Writing::Vertical }) {
        auto font = font_of({ lines(), {} }, writing);
        auto program = encode_pdf_drawing::cff_of(font).take();
        EXPECT_TRUE(is_sound(program, facts_of(font)));
    }
}

TEST(DrawnFont, HasMoreLinesThanOneOperatorTakes)
{
    Charstring outline;
    outline.move({ 0, 0 });
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(outline.line({ i, i }));
        EXPECT_TRUE(outline.curve({ i, 1 }, { 2, i }, { i, i }));
        EXPECT_TRUE(outline.curve({ i, 1 }, { 2, i }, { i, i }));
    }
    auto font = font_of({ outline.take() });
    EXPECT_TRUE(is_sound(encode_pdf_drawing::cff_of(font).take(), facts_of(font)));
}

TEST(DrawnFont, BeginsAnOutlineSomewhere)
{
    EXPECT_FALSE(Charstring().line({ 1, 1 }));
    EXPECT_FALSE(Charstring().curve({ 1, 1 }, { 1, 1 }, { 1, 1 }));
}

TEST(DrawnFont, HasGlyphsAndNotTooLargeOnes)
{
    EXPECT_FALSE(encode_pdf_drawing::cff_of(font_of({})));
    // With the width's three bytes (500 takes two) and the end's one.
    EXPECT_TRUE(encode_pdf_drawing::cff_of(font_of({ base::Bytes(65'532, 139) })));
    EXPECT_FALSE(encode_pdf_drawing::cff_of(font_of({ base::Bytes(65'533, 139) })));
}

// Every byte of a program says something: with another in its place it is none of ours, but where
// it moves an outline's point.
TEST(DrawnFont, HasNoByteToSpare)
{
    auto font = font_of({ {} });
    auto program = encode_pdf_drawing::cff_of(font).take();
    auto facts = facts_of(font);
    for (std::size_t i = 0; i < program.size(); ++i) {
        auto changed = program;
        changed[i] = static_cast<std::uint8_t>(changed[i] ^ 0x01);
        EXPECT_FALSE(is_sound(changed, facts)) << i;
    }
    program.push_back(0);
    EXPECT_FALSE(is_sound(program, facts));
}

// The operators that a charstring may have elsewhere (#5177, section 4), and ours not.
TEST(DrawnFont, HasNoProgramInItsOutlines)
{
    for (int code = 0; code < 32; ++code) {
        if (code == 28)
            continue; // Begins a number.
        base::Bytes outline { 139, 139, 21, static_cast<std::uint8_t>(code) };
        auto font = font_of({ outline });
        EXPECT_FALSE(is_sound(encode_pdf_drawing::cff_of(font).take(), facts_of(font))) << code;
        outline = { 139, 139, 21, 139, 139, 139, 139, static_cast<std::uint8_t>(code) };
        font = font_of({ outline });
        auto is_ours = code == 5; // Two lines.
        EXPECT_EQ(is_sound(encode_pdf_drawing::cff_of(font).take(), facts_of(font)), is_ours)
            << code;
    }
}

static List letters(std::u32string_view meaning)
{
    List list;
    list.define_font(0).define_glyph(0, 1, meaning);
    list.set_glyphs(0, 1).u16(1).u32(0, 0);
    return list;
}

TEST(DrawnFont, MeansNothingUnsafe)
{
    for (char32_t unsafe : { U'\u202E', U'\u200B', U'\x1B', U'\n', U'\x7F', U'\xFEFF' }) {
        auto output = documents::written({ letters({ &unsafe, 1 }) }).take();
        EXPECT_EQ(documents::refusal(output), "") << std::uint32_t(unsafe);
        EXPECT_EQ(output, documents::written({ letters({}) }).value());
    }
    EXPECT_NE(
        documents::written({ letters(U"a") }).value(), documents::written({ letters({}) }).value());
    List half;
    half.define_font(0).u8(lists::glyph).u16(0, 1, 500).u8(2).u32(0xD800, 0x110000).u8(0);
    half.set_glyphs(0, 1).u16(1).u32(0, 0);
    auto output = documents::written({ half }).take();
    EXPECT_EQ(documents::refusal(output), "");
}

TEST(DrawnFont, MeansMoreThanABlockOfLettersHolds)
{
    for (int count : { 99, 100, 101, 200, 201 }) {
        List list;
        list.define_font(0);
        for (int i = 1; i <= count; ++i)
            list.define_glyph(0, i, U"水");
        list.set_glyphs(0, 1).u16(count).u32(0, 0);
        EXPECT_EQ(documents::refusal(documents::written({ list }).take()), "") << count;
    }
}

static bool are_meanings(const std::string& lines, std::size_t glyphs = 2)
{
    return !!verify_pdf::check_meanings(
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry"
        "(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 "
        "def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
            + lines + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n",
        glyphs);
}

TEST(DrawnFont, IsReadWithNoMeaningThatIsUnsafe)
{
    auto one = [](const std::string& line) {
        return are_meanings("1 beginbfchar\n" + line + "\nendbfchar\n");
    };
    EXPECT_TRUE(are_meanings(""));
    EXPECT_TRUE(one("<0001><0061>"));
    EXPECT_TRUE(one("<0002><D842DFB70061>"));
    for (const auto* line : { "<0001><202E>", "<0001><001B>", "<0001><D842>", "<0001><DFB7D842>",
             "<0001><>", "<0003><0061>", "<0000><0061>", "<0001><61>", "<0001> <0061>",
             "<0001><0061>\n<0002><0061>", "<0001>[<0061>]", "<0001><006a>" })
        EXPECT_FALSE(one(line)) << line;
    EXPECT_FALSE(are_meanings("0 beginbfchar\nendbfchar\n"));
    EXPECT_FALSE(are_meanings("/Other usecmap\n"));
    EXPECT_FALSE(are_meanings("1 beginbfrange\n<0001><0002><0061>\nendbfrange\n"));
    EXPECT_FALSE(are_meanings("1 beginbfchar\n<0002><0061>\nendbfchar\n"
                              "1 beginbfchar\n<0001><0061>\nendbfchar\n"));
}
