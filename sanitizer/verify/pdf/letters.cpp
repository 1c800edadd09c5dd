// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/letters.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace verify_pdf {

static constexpr std::uint64_t most_stretch = 100'000; // Hundredths of a percent.
static constexpr std::uint32_t codes_in_block = 100;

Result<void> Letters::check_content(Cursor& cursor, PageSize page)
{
    TRY(cursor.expect("BT\n3 Tr\n"));
    do {
        TRY(cursor.expect("/T "));
        auto size = TRY(cursor.decimal(page.height));
        TRY(cursor.expect(" Tf "));
        auto stretch = TRY(cursor.decimal(most_stretch));
        TRY(cursor.expect(" Tz 1 0 0 1 "));
        TRY(cursor.decimal(page.width));
        TRY(cursor.expect(" "));
        TRY(cursor.decimal(page.height));
        TRY(cursor.expect(" Tm <"));
        if (size == 0 || stretch == 0)
            return Error { "letters without a size" };
        do {
            auto code = TRY(cursor.hexadecimal(4));
            if (code == 0)
                return Error { "a letter without a code" };
            m_is_used[code] = true;
            m_most = std::max(m_most, code);
        } while (!cursor.has(">Tj\n"));
    } while (!cursor.has("ET\n"));
    return {};
}

static Result<char32_t> read_meaning(Cursor& cursor)
{
    char32_t point = TRY(cursor.hexadecimal(4));
    if (point >= 0xD800 && point <= 0xDBFF) {
        auto low = TRY(cursor.hexadecimal(4));
        if (low < 0xDC00 || low > 0xDFFF)
            return Error { "half a letter" };
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    if ((point >= 0xDC00 && point <= 0xDFFF) || base::is_unsafe(point))
        return Error { "a letter that may not be shown" };
    return point;
}

Result<void> Letters::check_meanings(std::string_view cmap) const
{
    Cursor cursor(cmap);
    TRY(cursor.expect("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"));
    char32_t last = 0;
    for (std::uint32_t code = 1; code <= m_most; ++code) {
        if (code % codes_in_block == 1)
            TRY(cursor.expect(
                std::to_string(std::min(codes_in_block, m_most - code + 1)) + " beginbfchar\n"));
        TRY(cursor.expect("<"));
        if (TRY(cursor.hexadecimal(4)) != code || !m_is_used[code])
            return Error { "a code that no page uses" };
        TRY(cursor.expect("><"));
        auto point = TRY(read_meaning(cursor));
        if (point <= last)
            return Error { "letters out of order" };
        last = point;
        TRY(cursor.expect(">\n"));
        if (code % codes_in_block == 0 || code == m_most)
            TRY(cursor.expect("endbfchar\n"));
    }
    TRY(cursor.expect("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"));
    if (!cursor.at_end())
        return Error { "bytes after the last letter" };
    return {};
}

}
