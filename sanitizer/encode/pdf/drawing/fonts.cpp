// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/fonts.h"

#include "sanitizer/encode/pdf/drawing/cff.h"
#include "sanitizer/encode/pdf/drawing/numbers.h"

#include <algorithm>
#include <cstdio>

namespace encode_pdf_drawing {

static constexpr std::size_t most_in_block = 100; // Of one bfchar (Adobe Technical Note #5411).

static std::string four_digits(std::uint32_t value)
{
    char digits[8];
    std::snprintf(digits, sizeof digits, "%04X", value & 0xFFFF);
    return digits;
}

static std::string utf16(const std::u32string& letters)
{
    std::string text;
    for (auto point : letters) {
        if (point <= 0xFFFF) {
            text += four_digits(point);
            continue;
        }
        auto rest = point - 0x10000;
        text += four_digits(0xD800 + (rest >> 10)) + four_digits(0xDC00 + (rest & 0x3FF));
    }
    return text;
}

static std::string to_unicode(const Font& font)
{
    std::string text = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                       "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                       "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                       "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < font.glyphs.size(); ++i) {
        if (!font.glyphs[i].letters.empty())
            lines.push_back("<" + four_digits(static_cast<std::uint32_t>(i + 1)) + "><"
                + utf16(font.glyphs[i].letters) + ">\n");
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i % most_in_block == 0)
            text += std::to_string(std::min(most_in_block, lines.size() - i)) + " beginbfchar\n";
        text += lines[i];
        if (i % most_in_block == most_in_block - 1 || i + 1 == lines.size())
            text += "endbfchar\n";
    }
    return text + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
}

// 9.7.4.3. What is written vertically is an em wide, and placed by its default.
static std::string widths(const Font& font)
{
    auto vertical = font.writing == Writing::Vertical;
    std::string text = vertical ? "/DW 1000/DW2[880 -1000]/W2[1[" : "/DW 0/W[1[";
    for (std::size_t i = 0; i < font.glyphs.size(); ++i) {
        if (i > 0)
            text += ' ';
        text += std::to_string(font.glyphs[i].advance);
        if (vertical)
            text += " 500 880";
    }
    return text + "]]";
}

Result<void> write_font(File& file, const Font& font, std::uint32_t number)
{
    auto name = "F" + std::to_string(number);
    auto vertical = font.writing == Writing::Vertical;
    auto first = font.object;
    TRY(file.object(first,
        "<</Type/Font/Subtype/Type0/BaseFont/" + name + "/Encoding/Identity-"
            + (vertical ? "V" : "H") + "/DescendantFonts[" + reference(first + 1) + "]/ToUnicode "
            + reference(first + 4) + ">>"));
    TRY(file.object(first + 1,
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/" + name
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor "
            + reference(first + 2) + widths(font) + ">>"));
    std::string box;
    for (auto side : { font.box.left, font.box.lower, font.box.right, font.box.upper })
        box += (box.empty() ? "" : " ") + std::to_string(side);
    TRY(file.object(first + 2,
        "<</Type/FontDescriptor/FontName/" + name + "/Flags 4/FontBBox[" + box
            + "]/ItalicAngle 0/Ascent " + std::to_string(font.ascent) + "/Descent "
            + std::to_string(font.descent) + "/CapHeight " + std::to_string(font.ascent)
            + "/StemV 80/FontFile3 " + reference(first + 3) + ">>"));
    TRY(file.stream(first + 3, "/Subtype/CIDFontType0C", TRY(cff_of(font))));
    return file.stream(first + 4, "", base::view_of(to_unicode(font)));
}

}
