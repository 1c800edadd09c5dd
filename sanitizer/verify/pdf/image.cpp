// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/image.h"

#include "sanitizer/verify/pdf/fax.h"
#include "sanitizer/verify/pdf/flate.h"
#include "sanitizer/verify/pdf/jpeg.h"

#include <algorithm>
#include <array>

namespace verify_pdf {

static constexpr std::uint64_t longest_side = 65'500;

namespace {

enum class Stream { Flate, Jpeg, Fax };

struct Form {
    std::uint64_t columns { 0 };
    std::uint64_t rows { 0 };
    unsigned bits { 0 };
    unsigned components { 1 };
    std::uint64_t levels { 0 }; // Samples are below this; for Flate.
    bool has_palette { false };
    Stream stream { Stream::Flate };
};

}

// How many colours.
static Result<std::uint64_t> read_palette(Cursor& cursor)
{
    auto colours = TRY(cursor.number(255)) + 1;
    TRY(cursor.expect("<"));
    for (std::uint64_t colour = 0; colour < colours; ++colour)
        TRY(cursor.hexadecimal(6));
    TRY(cursor.expect(">]"));
    return colours;
}

static Result<void> read_colours(Cursor& cursor, Form& form)
{
    form.has_palette = cursor.has("/ColorSpace[/Indexed/DeviceRGB ");
    if (form.has_palette) {
        form.levels = TRY(read_palette(cursor));
        auto needed = form.levels <= 2 ? 1u : form.levels <= 4 ? 2u : form.levels <= 16 ? 4u : 8u;
        if (form.bits != needed)
            return Error { "a depth that the palette does not need" };
    } else if (form.bits == 8) {
        form.stream = Stream::Jpeg;
        form.components = cursor.has("/ColorSpace/DeviceRGB") ? 3 : 1;
        if (form.components == 1)
            TRY(cursor.expect("/ColorSpace/DeviceGray"));
    } else if (form.bits == 1 || form.bits == 4) {
        form.levels = 1u << form.bits;
        TRY(cursor.expect("/ColorSpace/DeviceGray"));
    } else {
        return Error { "a depth that is none of ours" };
    }
    return {};
}

static Result<void> read_filter(Cursor& cursor, Form& form)
{
    if (form.stream == Stream::Jpeg)
        return cursor.expect("/Filter/DCTDecode");
    // A fax has no palette.
    if (form.bits == 1 && !form.has_palette && cursor.has("/Filter/CCITTFaxDecode")) {
        form.stream = Stream::Fax;
        return cursor.expect("/DecodeParms<</K -1/Columns " + std::to_string(form.columns)
            + "/Rows " + std::to_string(form.rows) + ">>");
    }
    return cursor.expect("/Filter/FlateDecode");
}

// None beyond the palette, and nothing in the bits that fill up a row.
static Result<void> check_samples(const Form& form, const base::Bytes& plain)
{
    auto row_bytes = (form.columns * form.bits + 7) / 8;
    auto spare = (1u << (row_bytes * 8 - form.columns * form.bits)) - 1;
    for (std::size_t end = row_bytes; end <= plain.size(); end += row_bytes) {
        if ((plain[end - 1] & spare) != 0)
            return Error { "pixels beyond the end of a row" };
    }
    if (form.levels == 1u << form.bits)
        return {};
    std::array<bool, 256> is_beyond {}; // Of a byte: whether any sample in it is.
    for (unsigned byte = 0; byte < is_beyond.size(); ++byte) {
        for (unsigned shift = 0; shift < 8; shift += form.bits)
            is_beyond[byte] |= (byte >> shift & ((1u << form.bits) - 1)) >= form.levels;
    }
    if (std::ranges::any_of(plain, [&](std::uint8_t byte) { return is_beyond[byte]; }))
        return Error { "a pixel beyond the palette" };
    return {};
}

static Result<void> check_stream(const Form& form, base::View bytes)
{
    if (form.stream == Stream::Flate)
        return check_samples(
            form, TRY(inflate(bytes, (form.columns * form.bits + 7) / 8 * form.rows)));
    if (form.stream == Stream::Fax)
        return check_fax(bytes, form.columns, form.rows);
    auto facts = TRY(check_jpeg(bytes));
    if (facts.width != form.columns || facts.height != form.rows
        || facts.components != form.components)
        return Error { "a JPEG that is not what its object says" };
    return {};
}

Result<void> check_image(Cursor& cursor, std::uint64_t most_pixels, OverLimit& over)
{
    Form form;
    TRY(cursor.expect("/Width "));
    form.columns = TRY(cursor.number(longest_side));
    TRY(cursor.expect("/Height "));
    form.rows = TRY(cursor.number(longest_side));
    if (form.columns == 0 || form.rows == 0)
        return Error { "an image without a size" };
    if (form.columns * form.rows > most_pixels)
        return over.because("an image of too many pixels");
    TRY(cursor.expect("/BitsPerComponent "));
    form.bits = static_cast<unsigned>(TRY(cursor.number(8)));
    TRY(read_colours(cursor, form));
    TRY(read_filter(cursor, form));
    TRY(cursor.expect("/Length "));
    auto size = TRY(cursor.length());
    TRY(cursor.expect(">>\nstream\n"));
    return check_stream(form, base::view_of(TRY(cursor.take(size))));
}

}
