// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/verifier.h"

#include "sanitizer/verify/pdf/flate.h"
#include "sanitizer/verify/pdf/image.h"
#include "sanitizer/verify/pdf/information.h"
#include "sanitizer/verify/pdf/letters.h"

namespace verify_pdf {

static constexpr std::uint64_t objects_before_pages = 2;
static constexpr std::uint64_t objects_per_page = 3;
// Plain bytes of one compressed stream: the letters of a page, or what they mean.
static constexpr std::uint64_t most_plain = 64 << 20;

namespace {

class Grammar {
public:
    Grammar(base::View file, const Limits& limits, OverLimit& over)
        : m_cursor(base::text_of(file))
        , m_limits(limits)
        , m_over(over)
    {
    }

    Result<Verified> read();

private:
    Result<void> expect(std::string_view literal) { return m_cursor.expect(literal); }
    Result<void> begin_object();
    Result<void> read_head();
    Result<std::uint64_t> read_side(std::string& text); // Of a page.
    Result<void> read_page();
    Result<base::Bytes> read_compressed();
    Result<void> read_content(PageSize, const std::string& drawing, bool has_letters);
    Result<void> read_font();
    Result<void> read_table();
    std::uint64_t font_object() const
    {
        return objects_before_pages + 1 + m_pages * objects_per_page;
    }

    Cursor m_cursor;
    const Limits& m_limits;
    OverLimit& m_over;
    Letters m_letters;
    std::uint64_t m_pages { 0 };
    std::vector<std::size_t> m_objects;
};

}

Result<void> Grammar::begin_object()
{
    m_objects.push_back(m_cursor.at());
    return expect(std::to_string(m_objects.size()) + " 0 obj\n");
}

Result<void> Grammar::read_head()
{
    TRY(expect("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"));
    TRY(begin_object());
    TRY(expect("<</Type/Catalog/Pages 2 0 R>>\nendobj\n"));
    TRY(begin_object());
    TRY(expect("<</Type/Pages/Count "));
    m_pages = TRY(m_cursor.length());
    if (m_pages == 0)
        return Error { "no pages" };
    if (m_pages > m_limits.pages)
        return m_over.because("too many pages");
    TRY(expect("/Kids["));
    for (std::uint64_t page = 0; page < m_pages; ++page) {
        if (page > 0)
            TRY(expect(" "));
        TRY(m_cursor.reference(objects_before_pages + 1 + page * objects_per_page));
    }
    return expect("]>>\nendobj\n");
}

Result<std::uint64_t> Grammar::read_side(std::string& text)
{
    auto start = m_cursor.at();
    auto value = TRY(m_cursor.decimal(longest_page));
    if (value == 0)
        return Error { "a page without a size" };
    text = m_cursor.since(start);
    return value;
}

Result<base::Bytes> Grammar::read_compressed()
{
    TRY(expect("<</Length "));
    auto size = TRY(m_cursor.length());
    TRY(expect("/DL "));
    auto plain_size = TRY(m_cursor.number(1'000'000'000'000));
    if (plain_size > most_plain)
        return m_over.because("too many letters");
    TRY(expect("/Filter/FlateDecode>>\nstream\n"));
    auto plain = TRY(inflate(base::view_of(TRY(m_cursor.take(size))), plain_size));
    TRY(expect("\nendstream\nendobj\n"));
    return plain;
}

Result<void> Grammar::read_content(PageSize size, const std::string& drawing, bool has_letters)
{
    TRY(begin_object());
    if (!has_letters)
        return expect("<</Length " + std::to_string(drawing.size()) + ">>\nstream\n" + drawing
            + "\nendstream\nendobj\n");
    auto plain = TRY(read_compressed());
    Cursor content(base::text_of(plain));
    TRY(m_letters.check_content(content, size));
    TRY(content.expect(drawing));
    if (!content.at_end())
        return Error { "bytes after the drawing" };
    return {};
}

Result<void> Grammar::read_page()
{
    TRY(begin_object());
    auto page = m_objects.size();
    TRY(expect("<</Type/Page/Parent 2 0 R/MediaBox[0 0 "));
    PageSize size {};
    std::string width;
    std::string height;
    size.width = TRY(read_side(width));
    TRY(expect(" "));
    size.height = TRY(read_side(height));
    TRY(expect("]/Contents "));
    TRY(m_cursor.reference(page + 1));
    TRY(expect("/Resources<</XObject<</I "));
    TRY(m_cursor.reference(page + 2));
    TRY(expect(">>"));
    auto has_letters = m_cursor.has("/Font<</T ");
    if (has_letters) {
        TRY(m_cursor.reference(font_object()));
        TRY(expect(">>"));
    }
    TRY(expect(">>>>\nendobj\n"));
    TRY(read_content(size, width + " 0 0 " + height + " 0 0 cm /I Do", has_letters));

    TRY(begin_object());
    TRY(expect("<</Type/XObject/Subtype/Image"));
    TRY(check_image(m_cursor, m_limits.pixels, m_over));
    return expect("\nendstream\nendobj\n");
}

Result<void> Grammar::read_font()
{
    auto font = font_object();
    TRY(begin_object());
    TRY(expect("<</Type/Font/Subtype/Type0/BaseFont/Letters/Encoding/Identity-H/DescendantFonts["));
    TRY(m_cursor.reference(font + 1));
    TRY(expect("]/ToUnicode "));
    TRY(m_cursor.reference(font + 3));
    TRY(expect(">>\nendobj\n"));
    TRY(begin_object());
    TRY(expect("<</Type/Font/Subtype/CIDFontType2/BaseFont/Letters/CIDSystemInfo<</Registry(Adobe)"
               "/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor "));
    TRY(m_cursor.reference(font + 2));
    TRY(expect(">>\nendobj\n"));
    TRY(begin_object());
    TRY(expect("<</Type/FontDescriptor/FontName/Letters/Flags 4/FontBBox[0 -200 1000 800]"
               "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 800/StemV 80>>\nendobj\n"));
    TRY(begin_object());
    auto meanings = TRY(read_compressed());
    return m_letters.check_meanings(base::text_of(meanings));
}

Result<void> Grammar::read_table()
{
    auto start = m_cursor.at();
    auto size = std::to_string(m_objects.size() + 1);
    TRY(expect("xref\n0 " + size + "\n0000000000 65535 f \n"));
    for (auto offset : m_objects) {
        auto digits = std::to_string(offset);
        if (digits.size() > 10)
            return Error { "an offset of more than 10 digits" };
        TRY(expect(std::string(10 - digits.size(), '0') + digits + " 00000 n \n"));
    }
    auto named = m_limits.label.empty() ? std::string()
                                        : "/Info " + std::to_string(m_objects.size()) + " 0 R";
    TRY(expect("trailer\n<</Size " + size + "/Root 1 0 R" + named + ">>\nstartxref\n"
        + std::to_string(start) + "\n%%EOF\n"));
    if (!m_cursor.at_end())
        return Error { "bytes after the end" };
    return {};
}

Result<Verified> Grammar::read()
{
    TRY(read_head());
    for (std::uint64_t page = 0; page < m_pages; ++page)
        TRY(read_page());
    if (m_letters.are_any())
        TRY(read_font());
    if (!m_limits.label.empty()) {
        TRY(begin_object());
        TRY(check_information(m_cursor, m_limits.label));
    }
    TRY(read_table());
    return Verified { m_pages };
}

std::variant<Verified, Refused> verify(base::View file, const Limits& limits)
{
    OverLimit over;
    auto verified = Grammar(file, limits, over).read();
    if (verified)
        return verified.take();
    return Refused { over.is_over ? Fault::Limit : Fault::Malformed, verified.error().message };
}

}
