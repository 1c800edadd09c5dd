// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/icon/bitmap.h"

#include <algorithm>

namespace unpack_icon {

using pixels::Fault, pixels::Refused;

static constexpr std::uint32_t file_header_bytes = 14;
static constexpr std::uint32_t v4_header_bytes = 108;

struct Parts {
    base::View palette; // Blue, green, red and a zero each.
    base::View colours;
    base::View mask; // Empty: alpha says what is see-through.
    std::size_t colour_stride { 0 };
    std::size_t mask_stride { 0 };
};

// Each row begins at four bytes.
static std::size_t stride(std::size_t width, unsigned bits)
{
    return (width * bits + 31) / 32 * 4;
}

static bool has_alpha(base::View colours)
{
    for (std::size_t at = 3; at < colours.size(); at += 4)
        if (colours[at] != 0)
            return true;
    return false;
}

static Result<Parts> read_parts(const Picture& picture)
{
    base::Reader reader(picture.content);
    TRY(reader.seek(32));
    std::size_t count = TRY(reader.u32_le());
    TRY(reader.u32_le());
    Parts parts;
    if (picture.bits <= 8) {
        std::size_t most = std::size_t { 1 } << picture.bits;
        if (count > most)
            return Error { "a palette of too many colours" };
        parts.palette = TRY(reader.take((count == 0 ? most : count) * 4));
    }
    parts.colour_stride = stride(picture.width, picture.bits);
    parts.mask_stride = stride(picture.width, 1);
    if (reader.left() / parts.colour_stride < picture.height)
        return Error { "cut off" };
    parts.colours = TRY(reader.take(parts.colour_stride * picture.height));
    if (picture.bits == 32 && has_alpha(parts.colours)) // The mask is for old screens.
        return parts;
    if (reader.left() / parts.mask_stride < picture.height)
        return Error { "cut off" };
    parts.mask = TRY(reader.take(parts.mask_stride * picture.height));
    return parts;
}

static base::Bytes headers(const Picture& picture)
{
    base::Bytes bytes { 'B', 'M' };
    auto offset = file_header_bytes + v4_header_bytes;
    auto pixel_bytes = std::uint64_t { picture.width } * picture.height * 4;
    auto size = static_cast<std::uint32_t>(std::min<std::uint64_t>(pixel_bytes, 0x7FFF'0000));
    for (std::uint32_t value : { offset + size, 0u, offset, v4_header_bytes, picture.width,
             picture.height, 1u | 32u << 16, 3u, size, 0u, 0u, 0u, 0u })
        base::append_u32_le(bytes, value);
    for (std::uint32_t mask : { 0x00FF'0000u, 0x0000'FF00u, 0x0000'00FFu, 0xFF00'0000u })
        base::append_u32_le(bytes, mask);
    bytes.resize(offset);
    return bytes;
}

// Blue, green, red and alpha of a pixel; false: a colour that is not in the palette.
static bool append_pixel(
    const Picture& picture, const Parts& parts, base::View row, std::size_t x, base::Bytes& into)
{
    if (picture.bits >= 24) {
        base::append(into, row.subspan(x * picture.bits / 8, 3));
        return true;
    }
    auto in_byte = 8 / picture.bits;
    auto shift = 8 - picture.bits - (x % in_byte) * picture.bits;
    std::size_t index = row[x / in_byte] >> shift & ((1u << picture.bits) - 1);
    if (index * 4 >= parts.palette.size())
        return false;
    base::append(into, parts.palette.subspan(index * 4, 3));
    return true;
}

static bool make_row(const Picture& picture, const Parts& parts, std::size_t y, base::Bytes& into)
{
    auto row = parts.colours.subspan(y * parts.colour_stride, parts.colour_stride);
    into.clear();
    for (std::size_t x = 0; x < picture.width; ++x) {
        if (!append_pixel(picture, parts, row, x, into))
            return false;
        if (parts.mask.empty()) {
            into.push_back(row[x * 4 + 3]);
        } else {
            bool clear = (parts.mask[y * parts.mask_stride + x / 8] >> (7 - x % 8) & 1) != 0;
            into.push_back(clear ? 0 : 0xFF);
        }
    }
    return true;
}

Result<std::optional<Refused>> write_bitmap(const Picture& picture, pixels::Output& output)
{
    using Answer = std::optional<Refused>;
    constexpr unsigned known[] = { 1, 4, 8, 24, 32 };
    base::Reader reader(picture.content);
    bool is_plain = reader.seek(16) && reader.u32_le().value() == 0;
    if (std::ranges::find(known, picture.bits) == std::end(known) || !is_plain)
        return Answer(Refused { Fault::Unsupported, "a bitmap of another depth or coding" });
    auto parts = read_parts(picture);
    if (!parts)
        return Answer(Refused { Fault::Malformed, "the picture's data are broken" });
    TRY(output.write(headers(picture)));
    base::Bytes row;
    for (std::size_t y = 0; y < picture.height; ++y) {
        if (!make_row(picture, parts.value(), y, row))
            return Answer(Refused { Fault::Malformed, "a colour that is not in the palette" });
        TRY(output.write(row));
    }
    return Answer();
}

}
