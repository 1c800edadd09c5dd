// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/drawing/objects.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/verify/pdf/drawing/number.h"

#include <algorithm>

namespace verify_pdf {

static constexpr std::int64_t most_thousandths = 32'000;
static constexpr std::size_t most_glyphs = 65'000;
static constexpr std::size_t codes_in_block = 100;

Result<FontHead> check_font(Cursor& cursor, std::uint32_t object)
{
    FontHead head;
    TRY(cursor.expect("/BaseFont/F"));
    head.number = static_cast<std::uint32_t>(TRY(cursor.number(65'535)));
    TRY(cursor.expect("/Encoding/Identity-"));
    head.is_vertical = cursor.has("V");
    if (!head.is_vertical)
        TRY(cursor.expect("H"));
    TRY(cursor.expect("/DescendantFonts["));
    TRY(cursor.reference(object + 1));
    TRY(cursor.expect("]/ToUnicode "));
    TRY(cursor.reference(object + 4));
    TRY(cursor.expect(">>\nendobj\n"));
    return head;
}

Result<FontFacts> check_descendant(Cursor& cursor, std::uint32_t object, const FontHead& head)
{
    TRY(cursor.expect("<</Type/Font/Subtype/CIDFontType0/BaseFont/F" + std::to_string(head.number)
        + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor "));
    TRY(cursor.reference(object + 1));
    TRY(cursor.expect(head.is_vertical ? "/DW 1000/DW2[880 -1000]/W2[1[" : "/DW 0/W[1["));
    FontFacts facts;
    do {
        if (!facts.widths.empty())
            TRY(cursor.expect(" "));
        auto advance = TRY(signed_whole(cursor, most_thousandths));
        if (head.is_vertical)
            TRY(cursor.expect(" 500 880"));
        facts.widths.push_back(head.is_vertical ? 1000 : advance);
        if (facts.widths.size() > most_glyphs)
            return Error { "a font of too many glyphs" };
    } while (!cursor.has("]]"));
    TRY(cursor.expect(">>\nendobj\n"));
    return facts;
}

Result<void> check_descriptor(
    Cursor& cursor, std::uint32_t object, const FontHead& head, FontFacts& facts)
{
    TRY(cursor.expect(
        "<</Type/FontDescriptor/FontName/F" + std::to_string(head.number) + "/Flags 4/FontBBox["));
    for (std::size_t i = 0; i < 4; ++i) {
        facts.box[i] = TRY(signed_whole(cursor, most_thousandths));
        TRY(cursor.expect(i < 3 ? " " : "]"));
    }
    TRY(cursor.expect("/ItalicAngle 0/Ascent "));
    auto ascent = TRY(signed_whole(cursor, most_thousandths));
    TRY(cursor.expect("/Descent "));
    TRY(signed_whole(cursor, most_thousandths));
    TRY(cursor.expect("/CapHeight " + std::to_string(ascent) + "/StemV 80/FontFile3 "));
    TRY(cursor.reference(object + 1));
    return cursor.expect(">>\nendobj\n");
}

static Result<void> read_letter(Cursor& cursor)
{
    char32_t point = TRY(cursor.hexadecimal(4));
    if (point >= 0xD800 && point <= 0xDBFF) {
        auto low = TRY(cursor.hexadecimal(4));
        if (low < 0xDC00 || low > 0xDFFF)
            return Error { "half a letter" };
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    if (point < 0x20 || (point >= 0xD800 && point <= 0xDFFF) || base::is_unsafe(point))
        return Error { "a letter that may not be shown" };
    return {};
}

Result<void> check_meanings(std::string_view cmap, std::size_t glyphs)
{
    Cursor cursor(cmap);
    TRY(cursor.expect("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"));
    std::uint32_t last = 0;
    auto was_full = true;
    while (!cursor.has("endcmap\n")) {
        auto count = TRY(cursor.number(codes_in_block));
        if (count == 0 || !was_full)
            return Error { "a block that is not full" };
        was_full = count == codes_in_block;
        TRY(cursor.expect(" beginbfchar\n"));
        for (std::uint64_t i = 0; i < count; ++i) {
            TRY(cursor.expect("<"));
            auto code = TRY(cursor.hexadecimal(4));
            if (code <= last || code > glyphs)
                return Error { "a code out of order" };
            last = code;
            TRY(cursor.expect("><"));
            do {
                TRY(read_letter(cursor));
            } while (!cursor.has(">\n"));
        }
        TRY(cursor.expect("endbfchar\n"));
    }
    TRY(cursor.expect("CMapName currentdict/CMap defineresource pop\nend\nend\n"));
    return cursor.at_end() ? Result<void>() : Error { "bytes after the last letter" };
}

}
