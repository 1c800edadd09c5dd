// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/picture.h"

#include "sanitizer/encode/pdf/drawing/numbers.h"
#include "sanitizer/encode/pdf/flate.h"
#include "sanitizer/encode/pdf/jpeg.h"

namespace encode_pdf_drawing {

static constexpr std::uint32_t longest_side = 65'500;
static constexpr std::uint64_t most_pixels = 1'000'000'000;

static std::uint64_t row_bytes(PictureKind kind, std::uint64_t columns)
{
    switch (kind) {
    case PictureKind::Bilevel:
    case PictureKind::Stencil: return (columns + 7) / 8;
    case PictureKind::Gray: return columns;
    case PictureKind::Colour: return columns * 3;
    }
    return 0;
}

// libjpeg's input here is of 4 bytes a pixel, blue first.
static Result<base::Bytes> to_jpeg(
    base::View samples, PictureKind kind, std::uint32_t columns, std::uint32_t rows, int quality)
{
    auto count = std::uint64_t { columns } * rows;
    base::Bytes pixels(count * 4);
    auto is_gray = kind == PictureKind::Gray;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto* from = samples.data() + (is_gray ? i : i * 3);
        auto* to = pixels.data() + i * 4;
        to[0] = is_gray ? from[0] : from[2];
        to[1] = is_gray ? from[0] : from[1];
        to[2] = from[0];
    }
    return encode_pdf::to_jpeg({ pixels, columns, rows },
        is_gray ? encode_pdf::JpegColours::Gray : encode_pdf::JpegColours::All, quality);
}

// Nothing stands in the bits that fill up a row.
static base::Bytes without_padding(base::View samples, std::uint32_t columns)
{
    base::Bytes clean(samples.begin(), samples.end());
    auto row = (std::size_t { columns } + 7) / 8;
    auto mask = static_cast<std::uint8_t>(0xFF << (row * 8 - columns));
    for (auto end = row; end <= clean.size(); end += row)
        clean[end - 1] &= mask;
    return clean;
}

static std::string form_of(PictureKind kind)
{
    switch (kind) {
    case PictureKind::Bilevel: return "/BitsPerComponent 1/ColorSpace/DeviceGray";
    // A stencil's 1 is painted here, and by default it is the 0 (8.9.6.2).
    case PictureKind::Stencil: return "/ImageMask true/BitsPerComponent 1/Decode[1 0]";
    case PictureKind::Gray: return "/BitsPerComponent 8/ColorSpace/DeviceGray";
    case PictureKind::Colour: return "/BitsPerComponent 8/ColorSpace/DeviceRGB";
    }
    return "";
}

Result<Picture> copy_picture(
    Steps& steps, File& file, std::vector<Picture>& earlier, int jpeg_quality)
{
    auto kind = TRY(steps.code(PictureKind::Stencil));
    auto coding = TRY(steps.code(Coding::Photograph));
    auto columns = TRY(steps.u32());
    auto rows = TRY(steps.u32());
    auto mask = TRY(steps.u32());
    if (columns == 0 || columns > longest_side || rows == 0 || rows > longest_side
        || std::uint64_t { columns } * rows > most_pixels)
        return Error { "a picture out of bounds" };
    auto is_stencil = kind == PictureKind::Stencil;
    if (is_stencil && mask != 0)
        return Error { "a stencil with a mask" };
    auto samples = TRY(steps.bytes(row_bytes(kind, columns) * rows));
    std::string entries = "/Type/XObject/Subtype/Image/Width " + std::to_string(columns)
        + "/Height " + std::to_string(rows) + form_of(kind);
    if (mask != 0) {
        if (mask > earlier.size())
            return Error { "a mask that is not there" };
        auto& image = earlier[mask - 1];
        if (image.is_masked
            || (image.kind != PictureKind::Gray && image.kind != PictureKind::Bilevel))
            return Error { "a mask that is none" };
        image.is_used = true;
        entries += "/SMask " + reference(image.object);
    }
    Picture picture { file.take_numbers(), kind, std::uint64_t { columns } * rows, mask != 0 };
    auto is_photograph = coding == Coding::Photograph
        && (kind == PictureKind::Gray || kind == PictureKind::Colour);
    if (is_photograph) {
        auto bytes = TRY(to_jpeg(samples, kind, columns, rows, jpeg_quality));
        TRY(file.raw_stream(picture.object, entries + "/Filter/DCTDecode", bytes));
    } else {
        auto is_bits = kind == PictureKind::Bilevel || is_stencil;
        auto bytes = TRY(is_bits ? encode_pdf::compress(without_padding(samples, columns))
                                 : encode_pdf::compress(samples));
        TRY(file.raw_stream(picture.object, entries + "/Filter/FlateDecode", bytes));
    }
    return picture;
}

}
