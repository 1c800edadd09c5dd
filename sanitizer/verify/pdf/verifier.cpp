// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/verifier.h"

#include "sanitizer/verify/pdf/jpeg.h"

#include <algorithm>
#include <array>
#include <libdeflate.h>
#include <memory>
#include <string>

namespace verify_pdf {

static constexpr std::uint64_t longest_page = 1'440'000; // Hundredths of a point.
static constexpr std::uint64_t longest_image = 65'500;

namespace {

// Within the reader an Error is one of two kinds; this carries the other out.
struct OverLimit {
    bool is_over { false };
};

struct Image {
    std::uint64_t columns { 0 };
    std::uint64_t rows { 0 };
    unsigned bits { 0 };
    bool is_colour { false };
    bool is_flate { false };
    std::uint64_t levels { 0 }; // Samples are below this.
};

class Grammar {
public:
    Grammar(base::View file, const Limits& limits, OverLimit& over)
        : m_text(base::text_of(file))
        , m_limits(limits)
        , m_over(over)
    {
    }

    Result<Verified> read();

private:
    Result<void> expect(std::string_view literal);
    bool has(std::string_view literal); // Takes it if it is next.
    Result<std::uint64_t> number(std::uint64_t most); // Shortest form.
    Result<std::uint64_t> length(); // A number that the rest of the file can hold.
    Result<std::uint64_t> decimal(); // Hundredths, shortest form, above 0.
    Result<void> reference(std::uint64_t object);
    Result<void> begin_object();
    Result<std::uint64_t> read_head();
    Result<void> read_page();
    Result<Image> read_image_form();
    Result<std::uint64_t> read_palette(); // How many colours.
    Result<void> read_image();
    Result<void> check_flate(const Image&, base::View);
    Result<void> check_samples(const Image&, const base::Bytes& plain);
    Result<void> read_table();

    Error broken(const char* what) const { return Error { what }; }
    Error over(const char* what)
    {
        m_over.is_over = true;
        return Error { what };
    }

    std::string_view m_text;
    std::size_t m_at { 0 };
    const Limits& m_limits;
    OverLimit& m_over;
    std::vector<std::size_t> m_objects;
};

}

Result<void> Grammar::expect(std::string_view literal)
{
    if (!has(literal))
        return broken("other bytes than our writer's");
    return {};
}

bool Grammar::has(std::string_view literal)
{
    if (!m_text.substr(m_at).starts_with(literal))
        return false;
    m_at += literal.size();
    return true;
}

Result<std::uint64_t> Grammar::number(std::uint64_t most)
{
    auto start = m_at;
    std::uint64_t value = 0;
    while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9') {
        value = value * 10 + static_cast<std::uint64_t>(m_text[m_at] - '0');
        ++m_at;
        if (m_at - start > 15 || value > most)
            return broken("a number out of bounds");
    }
    auto digits = m_at - start;
    if (digits == 0 || (digits > 1 && m_text[start] == '0'))
        return broken("a number that is none of ours");
    return value;
}

Result<std::uint64_t> Grammar::length()
{
    return number(m_text.size());
}

Result<std::uint64_t> Grammar::decimal()
{
    auto value = TRY(number(longest_page / 100)) * 100;
    if (has(".")) {
        auto start = m_at;
        while (m_at < m_text.size() && m_at - start < 2 && m_text[m_at] >= '0'
            && m_text[m_at] <= '9') {
            value += static_cast<std::uint64_t>(m_text[m_at] - '0') * (m_at == start ? 10 : 1);
            ++m_at;
        }
        if (m_at == start || m_text[m_at - 1] == '0')
            return broken("a number that is none of ours");
    }
    if (value == 0 || value > longest_page)
        return broken("a page size out of bounds");
    return value;
}

Result<void> Grammar::reference(std::uint64_t object)
{
    return expect(std::to_string(object) + " 0 R");
}

Result<void> Grammar::begin_object()
{
    m_objects.push_back(m_at);
    return expect(std::to_string(m_objects.size()) + " 0 obj\n");
}

Result<std::uint64_t> Grammar::read_head()
{
    TRY(expect("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"));
    TRY(begin_object());
    TRY(expect("<</Type/Catalog/Pages 2 0 R>>\nendobj\n"));
    TRY(begin_object());
    TRY(expect("<</Type/Pages/Count "));
    auto pages = TRY(length());
    if (pages == 0)
        return broken("no pages");
    if (pages > m_limits.pages)
        return over("too many pages");
    TRY(expect("/Kids["));
    for (std::uint64_t page = 0; page < pages; ++page) {
        if (page > 0)
            TRY(expect(" "));
        TRY(reference(3 + page * 3));
    }
    TRY(expect("]>>\nendobj\n"));
    return pages;
}

Result<void> Grammar::read_page()
{
    TRY(begin_object());
    auto page = m_objects.size();
    TRY(expect("<</Type/Page/Parent 2 0 R/MediaBox[0 0 "));
    auto start = m_at;
    TRY(decimal());
    std::string width(m_text.substr(start, m_at - start));
    TRY(expect(" "));
    start = m_at;
    TRY(decimal());
    std::string height(m_text.substr(start, m_at - start));
    TRY(expect("]/Contents "));
    TRY(reference(page + 1));
    TRY(expect("/Resources<</XObject<</I "));
    TRY(reference(page + 2));
    TRY(expect(">>>>>>\nendobj\n"));

    TRY(begin_object());
    auto drawing = width + " 0 0 " + height + " 0 0 cm /I Do";
    TRY(expect("<</Length " + std::to_string(drawing.size()) + ">>\nstream\n" + drawing
        + "\nendstream\nendobj\n"));
    return read_image();
}

Result<Image> Grammar::read_image_form()
{
    Image image;
    TRY(expect("<</Type/XObject/Subtype/Image/Width "));
    image.columns = TRY(number(longest_image));
    TRY(expect("/Height "));
    image.rows = TRY(number(longest_image));
    if (image.columns == 0 || image.rows == 0)
        return broken("an image without a size");
    if (image.columns * image.rows > m_limits.pixels)
        return over("an image of too many pixels");
    TRY(expect("/BitsPerComponent "));
    image.bits = static_cast<unsigned>(TRY(number(8)));
    if (has("/ColorSpace[/Indexed/DeviceRGB ")) {
        image.levels = TRY(read_palette());
        auto needed = image.levels <= 2 ? 1u
            : image.levels <= 4         ? 2u
            : image.levels <= 16        ? 4u
                                        : 8u;
        if (image.bits != needed)
            return broken("a depth that the palette does not need");
    } else if (image.bits == 8) {
        image.is_colour = has("/ColorSpace/DeviceRGB");
        if (!image.is_colour)
            TRY(expect("/ColorSpace/DeviceGray"));
        TRY(expect("/Filter/DCTDecode"));
        return image;
    } else {
        if (image.bits != 1 && image.bits != 4)
            return broken("a depth that is none of ours");
        image.levels = 1u << image.bits;
        TRY(expect("/ColorSpace/DeviceGray"));
    }
    image.is_flate = true;
    TRY(expect("/Filter/FlateDecode"));
    return image;
}

Result<std::uint64_t> Grammar::read_palette()
{
    auto colours = TRY(number(255)) + 1;
    TRY(expect("<"));
    for (std::uint64_t digit = 0; digit < colours * 6; ++digit) {
        auto is_digit = m_at < m_text.size()
            && ((m_text[m_at] >= '0' && m_text[m_at] <= '9')
                || (m_text[m_at] >= 'A' && m_text[m_at] <= 'F'));
        if (!is_digit)
            return broken("a palette that is none of ours");
        ++m_at;
    }
    TRY(expect(">]"));
    return colours;
}

Result<void> Grammar::check_flate(const Image& image, base::View bytes)
{
    // RFC 1950, section 2.2: the header has bits to spare, our writer does not use them.
    if (!base::text_of(bytes).starts_with("\x78\x5E"))
        return broken("a compressed image that is none of ours");
    base::Bytes plain((image.columns * image.bits + 7) / 8 * image.rows);
    std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflate(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (!inflate)
        return over("no memory to inflate in");
    std::size_t taken = 0;
    // Without room for a size of its own, libdeflate wants exactly as many bytes as there are.
    auto result = libdeflate_zlib_decompress_ex(
        inflate.get(), bytes.data(), bytes.size(), plain.data(), plain.size(), &taken, nullptr);
    if (result != LIBDEFLATE_SUCCESS || taken != bytes.size())
        return broken("an image that does not inflate to its pixels");
    return check_samples(image, plain);
}

// None beyond the palette, and nothing in the bits that fill up a row.
Result<void> Grammar::check_samples(const Image& image, const base::Bytes& plain)
{
    auto row_bytes = (image.columns * image.bits + 7) / 8;
    auto spare_bits = row_bytes * 8 - image.columns * image.bits;
    auto spare = static_cast<std::uint8_t>((1u << spare_bits) - 1);
    for (std::size_t end = row_bytes; end <= plain.size(); end += row_bytes) {
        if ((plain[end - 1] & spare) != 0)
            return broken("pixels beyond the end of a row");
    }
    if (image.levels == 1u << image.bits)
        return {};
    std::array<bool, 256> is_beyond {}; // Of a byte: whether any sample in it is.
    for (unsigned byte = 0; byte < is_beyond.size(); ++byte) {
        for (unsigned shift = 0; shift < 8; shift += image.bits)
            is_beyond[byte] |= (byte >> shift & ((1u << image.bits) - 1)) >= image.levels;
    }
    if (std::ranges::any_of(plain, [&](std::uint8_t byte) { return is_beyond[byte]; }))
        return broken("a pixel beyond the palette");
    return {};
}

Result<void> Grammar::read_image()
{
    TRY(begin_object());
    auto image = TRY(read_image_form());
    TRY(expect("/Length "));
    auto size = TRY(length());
    TRY(expect(">>\nstream\n"));
    if (size > m_text.size() - m_at)
        return broken("an image cut off");
    auto bytes = base::view_of(m_text.substr(m_at, size));
    m_at += size;
    if (image.is_flate) {
        TRY(check_flate(image, bytes));
    } else {
        auto facts = TRY(check_jpeg(bytes));
        if (facts.width != image.columns || facts.height != image.rows
            || facts.components != (image.is_colour ? 3u : 1u))
            return broken("a JPEG that is not what its object says");
    }
    return expect("\nendstream\nendobj\n");
}

Result<void> Grammar::read_table()
{
    auto start = m_at;
    auto size = std::to_string(m_objects.size() + 1);
    TRY(expect("xref\n0 " + size + "\n0000000000 65535 f \n"));
    for (auto offset : m_objects) {
        auto digits = std::to_string(offset);
        if (digits.size() > 10)
            return broken("an offset of more than 10 digits");
        TRY(expect(std::string(10 - digits.size(), '0') + digits + " 00000 n \n"));
    }
    TRY(expect("trailer\n<</Size " + size + "/Root 1 0 R>>\nstartxref\n" + std::to_string(start)
        + "\n%%EOF\n"));
    if (m_at != m_text.size())
        return broken("bytes after the end");
    return {};
}

Result<Verified> Grammar::read()
{
    auto pages = TRY(read_head());
    for (std::uint64_t page = 0; page < pages; ++page)
        TRY(read_page());
    TRY(read_table());
    return Verified { pages };
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
