// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/writer.h"

#include "sanitizer/encode/pdf/flate.h"
#include "sanitizer/encode/pdf/information.h"

#include <cstdio>

namespace encode_pdf {

static constexpr std::uint64_t objects_before_pages = 2;
static constexpr std::uint64_t objects_per_page = 3;
// What the cross-reference table can count (10 digits); other readers stop at 2^23 objects.
static constexpr std::uint64_t most_pages = 1'000'000;
static constexpr std::uint64_t largest_offset = 9'999'999'999;

static std::string reference(std::uint64_t number)
{
    return std::to_string(number) + " 0 R";
}

// All colours of the palette, two digits a channel (8.6.6.3).
static std::string color_space(const std::vector<Colour>& palette)
{
    auto text = "[/Indexed/DeviceRGB " + std::to_string(palette.size() - 1) + "<";
    for (auto colour : palette) {
        char digits[8];
        std::snprintf(digits, sizeof digits, "%02X%02X%02X", colour.red, colour.green, colour.blue);
        text += digits;
    }
    return text + ">]";
}

static std::string image_form(const Page& page, const Image& image)
{
    switch (image.coding) {
    case Coding::Bilevel: return "/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode";
    case Coding::Fax:
        return "/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1"
               "/Columns "
            + std::to_string(page.columns) + "/Rows " + std::to_string(page.rows) + ">>";
    case Coding::Gray4: return "/BitsPerComponent 4/ColorSpace/DeviceGray/Filter/FlateDecode";
    case Coding::Indexed:
        return "/BitsPerComponent " + std::to_string(bits_for(image.palette.size())) + "/ColorSpace"
            + color_space(image.palette) + "/Filter/FlateDecode";
    case Coding::JpegGray: return "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode";
    case Coding::JpegColour: return "/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode";
    }
    return "";
}

Writer::Writer(const base::Descriptor& output, std::uint64_t most_bytes, const Letters& letters)
    : m_output(output)
    , m_most_bytes(most_bytes)
    , m_letters(letters)
{
}

Result<void> Writer::write(base::View bytes)
{
    if (bytes.size() > m_most_bytes - m_offset)
        return Error { "a PDF larger than allowed" };
    TRY(base::write_fully_at(m_output, m_offset, bytes));
    m_offset += bytes.size();
    return {};
}

Result<void> Writer::write(const std::string& text)
{
    return write(base::view_of(text));
}

Result<void> Writer::object(const std::string& content)
{
    if (m_offset > largest_offset)
        return Error { "a PDF larger than its table can tell" };
    m_objects.push_back(m_offset);
    return write(std::to_string(m_objects.size()) + " 0 obj\n" + content);
}

Result<void> Writer::begin(std::uint64_t page_count)
{
    if (page_count == 0 || page_count > most_pages || m_offset != 0)
        return Error { "no page, too many pages, or a file already begun" };
    m_page_count = page_count;
    // A comment of high bytes tells tools that this is no text (7.5.2).
    TRY(write("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"));
    TRY(object("<</Type/Catalog/Pages 2 0 R>>\nendobj\n"));
    std::string pages = "<</Type/Pages/Count " + std::to_string(page_count) + "/Kids[";
    for (std::uint64_t page = 0; page < page_count; ++page) {
        if (page > 0)
            pages += ' ';
        pages += reference(objects_before_pages + 1 + page * objects_per_page);
    }
    return object(pages + "]>>\nendobj\n");
}

Result<void> Writer::compressed_object(const std::string& plain)
{
    auto bytes = TRY(compress(base::view_of(plain)));
    TRY(object("<</Length " + std::to_string(bytes.size()) + "/DL " + std::to_string(plain.size())
        + "/Filter/FlateDecode>>\nstream\n"));
    TRY(write(bytes));
    return write("\nendstream\nendobj\n");
}

std::uint64_t Writer::first_after_pages() const
{
    return objects_before_pages + 1 + m_page_count * objects_per_page;
}

Result<void> Writer::add(const Page& page, const Piece& piece)
{
    if (m_objects.size() + 1 >= first_after_pages())
        return Error { "more pages than were begun" };
    const auto& image = piece.image;
    if (image.palette.size() > 256 || image.palette.empty() == (image.coding == Coding::Indexed))
        return Error { "a palette out of place" };
    auto number = m_objects.size() + 1;
    auto width = decimal(page.width);
    auto height = decimal(page.height);
    auto font = piece.text.empty() ? "" : "/Font<</T " + reference(first_after_pages()) + ">>";
    TRY(object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + width + " " + height + "]/Contents "
        + reference(number + 1) + "/Resources<</XObject<</I " + reference(number + 2) + ">>" + font
        + ">>>>\nendobj\n"));
    auto drawing = width + " 0 0 " + height + " 0 0 cm /I Do";
    if (piece.text.empty())
        TRY(object("<</Length " + std::to_string(drawing.size()) + ">>\nstream\n" + drawing
            + "\nendstream\nendobj\n"));
    else
        TRY(compressed_object(TRY(m_letters.content(piece.text)) + drawing));
    TRY(object("<</Type/XObject/Subtype/Image/Width " + std::to_string(page.columns) + "/Height "
        + std::to_string(page.rows) + image_form(page, image) + "/Length "
        + std::to_string(image.bytes.size()) + ">>\nstream\n"));
    TRY(write(image.bytes));
    return write("\nendstream\nendobj\n");
}

// A composite font of no shapes: its program is nowhere, since nothing is drawn with it.
Result<void> Writer::add_font()
{
    auto number = first_after_pages();
    TRY(object("<</Type/Font/Subtype/Type0/BaseFont/Letters/Encoding/Identity-H/DescendantFonts["
        + reference(number + 1) + "]/ToUnicode " + reference(number + 3) + ">>\nendobj\n"));
    TRY(object("<</Type/Font/Subtype/CIDFontType2/BaseFont/Letters/CIDSystemInfo<</Registry(Adobe)"
               "/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor "
        + reference(number + 2) + ">>\nendobj\n"));
    TRY(object("<</Type/FontDescriptor/FontName/Letters/Flags 4/FontBBox[0 -200 1000 800]"
               "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 800/StemV 80>>\nendobj\n"));
    return compressed_object(m_letters.to_unicode());
}

Result<std::uint64_t> Writer::finish(std::string_view label)
{
    if (m_page_count == 0 || m_objects.size() + 1 != first_after_pages())
        return Error { "fewer pages than were begun" };
    if (m_letters.are_any())
        TRY(add_font());
    std::string named;
    if (!label.empty()) {
        TRY(object(TRY(information(label)) + "\nendobj\n"));
        named = "/Info " + reference(m_objects.size());
    }
    auto start = m_offset;
    auto size = std::to_string(m_objects.size() + 1);
    std::string table = "xref\n0 " + size + "\n0000000000 65535 f \n";
    for (auto offset : m_objects) {
        char line[32];
        std::snprintf(
            line, sizeof line, "%010llu 00000 n \n", static_cast<unsigned long long>(offset));
        table += line;
    }
    TRY(write(table + "trailer\n<</Size " + size + "/Root 1 0 R" + named + ">>\nstartxref\n"
        + std::to_string(start) + "\n%%EOF\n"));
    return m_offset;
}

}
