// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/writer.h"

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

// Hundredths as the shortest decimal: 61200 is 612, 61250 is 612.5.
static std::string decimal(std::uint32_t hundredths)
{
    auto text = std::to_string(hundredths / 100);
    auto rest = hundredths % 100;
    if (rest == 0)
        return text;
    text += '.';
    text += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0)
        text += static_cast<char>('0' + rest % 10);
    return text;
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

static std::string image_form(const Image& image)
{
    switch (image.coding) {
    case Coding::Bilevel: return "/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode";
    case Coding::Gray4: return "/BitsPerComponent 4/ColorSpace/DeviceGray/Filter/FlateDecode";
    case Coding::Indexed:
        return "/BitsPerComponent " + std::to_string(bits_for(image.palette.size())) + "/ColorSpace"
            + color_space(image.palette) + "/Filter/FlateDecode";
    case Coding::JpegGray: return "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode";
    case Coding::JpegColour: return "/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode";
    }
    return "";
}

Writer::Writer(const base::Descriptor& output, std::uint64_t most_bytes)
    : m_output(output)
    , m_most_bytes(most_bytes)
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

Result<void> Writer::add(const Page& page, const Image& image)
{
    if (m_objects.size() >= objects_before_pages + m_page_count * objects_per_page)
        return Error { "more pages than were begun" };
    if (image.palette.size() > 256 || image.palette.empty() == (image.coding == Coding::Indexed))
        return Error { "a palette out of place" };
    auto number = m_objects.size() + 1;
    auto width = decimal(page.width);
    auto height = decimal(page.height);
    TRY(object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + width + " " + height + "]/Contents "
        + reference(number + 1) + "/Resources<</XObject<</I " + reference(number + 2)
        + ">>>>>>\nendobj\n"));
    auto drawing = width + " 0 0 " + height + " 0 0 cm /I Do";
    TRY(object("<</Length " + std::to_string(drawing.size()) + ">>\nstream\n" + drawing
        + "\nendstream\nendobj\n"));
    TRY(object("<</Type/XObject/Subtype/Image/Width " + std::to_string(page.columns) + "/Height "
        + std::to_string(page.rows) + image_form(image) + "/Length "
        + std::to_string(image.bytes.size()) + ">>\nstream\n"));
    TRY(write(image.bytes));
    return write("\nendstream\nendobj\n");
}

Result<std::uint64_t> Writer::finish()
{
    if (m_page_count == 0
        || m_objects.size() != objects_before_pages + m_page_count * objects_per_page)
        return Error { "fewer pages than were begun" };
    auto start = m_offset;
    auto size = std::to_string(m_objects.size() + 1);
    std::string table = "xref\n0 " + size + "\n0000000000 65535 f \n";
    for (auto offset : m_objects) {
        char line[32];
        std::snprintf(
            line, sizeof line, "%010llu 00000 n \n", static_cast<unsigned long long>(offset));
        table += line;
    }
    TRY(write(table + "trailer\n<</Size " + size + "/Root 1 0 R>>\nstartxref\n"
        + std::to_string(start) + "\n%%EOF\n"));
    return m_offset;
}

}
