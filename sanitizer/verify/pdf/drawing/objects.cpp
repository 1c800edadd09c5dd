// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/drawing/objects.h"

#include "sanitizer/verify/pdf/drawing/number.h"
#include "sanitizer/verify/pdf/flate.h"
#include "sanitizer/verify/pdf/jpeg.h"

#include <algorithm>

namespace verify_pdf {

static constexpr std::uint64_t longest_side = 65'500;
static constexpr std::uint64_t largest_number = 1'000'000'000'000;

Result<base::Bytes> read_stream(Cursor& cursor, const Bounds& bounds)
{
    TRY(cursor.expect("/DL "));
    auto plain_size = TRY(cursor.number(largest_number));
    if (plain_size > bounds.plain_bytes)
        return bounds.over.because("a stream of too many bytes");
    TRY(cursor.expect("/Filter/FlateDecode/Length "));
    auto size = TRY(cursor.length());
    TRY(cursor.expect(">>\nstream\n"));
    auto plain = TRY(inflate(base::view_of(TRY(cursor.take(size))), plain_size));
    TRY(cursor.expect("\nendstream\nendobj\n"));
    return plain;
}

static Result<void> check_padding(const base::Bytes& plain, std::uint64_t columns)
{
    auto row_bytes = (columns + 7) / 8;
    auto spare = (1u << (row_bytes * 8 - columns)) - 1;
    for (auto end = row_bytes; end <= plain.size(); end += row_bytes) {
        if ((plain[end - 1] & spare) != 0)
            return Error { "pixels beyond the end of a row" };
    }
    return {};
}

Result<PictureFacts> check_picture(Cursor& cursor, const Bounds& bounds)
{
    TRY(cursor.expect("/Width "));
    auto columns = TRY(cursor.number(longest_side));
    TRY(cursor.expect("/Height "));
    auto rows = TRY(cursor.number(longest_side));
    if (columns == 0 || rows == 0)
        return Error { "an image without a size" };
    PictureFacts facts;
    std::uint64_t components = 1;
    auto is_bits = true;
    if (cursor.has("/ImageMask true/BitsPerComponent 1/Decode[1 0]")) {
        facts.kind = Kind::Stencil;
    } else if (cursor.has("/BitsPerComponent 1/ColorSpace/DeviceGray")) {
        facts.kind = Kind::Mask;
    } else {
        is_bits = false;
        facts.kind
            = cursor.has("/BitsPerComponent 8/ColorSpace/DeviceGray") ? Kind::Mask : Kind::Picture;
        if (facts.kind == Kind::Picture) {
            TRY(cursor.expect("/BitsPerComponent 8/ColorSpace/DeviceRGB"));
            components = 3;
        }
    }
    if (facts.kind != Kind::Stencil && cursor.has("/SMask ")) {
        facts.mask = static_cast<std::uint32_t>(TRY(cursor.number(100'000'000)));
        facts.kind = Kind::MaskedPicture;
        TRY(cursor.expect(" 0 R"));
    }
    auto row_bytes = is_bits ? (columns + 7) / 8 : columns * components;
    if (row_bytes * rows > bounds.plain_bytes)
        return bounds.over.because("an image of too many pixels");
    auto is_jpeg = !is_bits && cursor.has("/Filter/DCTDecode");
    if (!is_jpeg)
        TRY(cursor.expect("/Filter/FlateDecode"));
    TRY(cursor.expect("/Length "));
    auto size = TRY(cursor.length());
    TRY(cursor.expect(">>\nstream\n"));
    auto bytes = base::view_of(TRY(cursor.take(size)));
    if (is_jpeg) {
        auto jpeg = TRY(check_jpeg(bytes));
        if (jpeg.width != columns || jpeg.height != rows || jpeg.components != components)
            return Error { "a JPEG that is not what its object says" };
    } else {
        auto plain = TRY(inflate(bytes, row_bytes * rows));
        if (is_bits)
            TRY(check_padding(plain, columns));
    }
    TRY(cursor.expect("\nendstream\nendobj\n"));
    return facts;
}

Result<void> check_function(Cursor& cursor, const Bounds& bounds)
{
    TRY(cursor.expect(" 0/Domain[0 1]/Range[0 1 0 1 0 1]/Size[256]/BitsPerSample 8"));
    auto samples = TRY(read_stream(cursor, bounds));
    return samples.size() == 256ull * 3 ? Result<void>() : Error { "samples of another number" };
}

Result<std::uint32_t> check_shade(Cursor& cursor)
{
    auto is_axial = cursor.has(" 2/ColorSpace/DeviceRGB/Coords[0 0 1 0]");
    if (!is_axial) {
        TRY(cursor.expect(" 3/ColorSpace/DeviceRGB/Coords["));
        for (int i = 0; i < 6; ++i) {
            auto value = TRY(signed_decimal(cursor, 5));
            if (value < 0 && i % 3 == 2)
                return Error { "a circle of less than no radius" };
            TRY(cursor.expect(i < 5 ? " " : "]"));
        }
    }
    TRY(cursor.expect("/Function "));
    auto function = static_cast<std::uint32_t>(TRY(cursor.number(100'000'000)));
    TRY(cursor.expect(" 0 R/Extend["));
    for (int i = 0; i < 2; ++i) {
        if (!cursor.has("true"))
            TRY(cursor.expect("false"));
        TRY(cursor.expect(i == 0 ? " " : "]>>\nendobj\n"));
    }
    return function;
}

}
