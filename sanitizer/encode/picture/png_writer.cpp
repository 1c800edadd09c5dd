// SPDX-License-Identifier: MIT
#include "sanitizer/encode/picture/png_writer.h"

#include <cstring>
#include <libdeflate.h>
#include <memory>
#include <utility>

namespace encode_picture {

static constexpr int fast_level = 1;
static constexpr std::uint8_t filter_up = 2;
static constexpr std::uint64_t most_raw_bytes = 0x40000000; // The packed IDAT stays below 2^31.

static Result<void> check(const Picture& picture)
{
    auto pixels = std::uint64_t { picture.width } * picture.height;
    bool known = picture.channels == 1 || picture.channels == 3 || picture.channels == 4;
    if (!known || pixels == 0 || pixels > most_raw_bytes / 8
        || pixels * picture.channels != picture.pixels.size())
        return Error { "a picture of another size" };
    return {};
}

Result<Picture> upright(const Picture& picture, std::uint32_t orientation, base::Bytes& turned)
{
    TRY(check(picture));
    if (orientation < 1 || orientation > 8)
        return Error { "no such orientation" };
    if (orientation == 1)
        return picture;
    bool lies = orientation >= 5;
    bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Picture result(picture);
    if (lies) {
        std::swap(result.width, result.height);
        std::swap(result.per_metre_x, result.per_metre_y);
    }
    turned.resize(picture.pixels.size());
    auto* into = turned.data();
    for (std::size_t y = 0; y < result.height; ++y) {
        for (std::size_t x = 0; x < result.width; ++x) {
            auto column = lies ? y : x;
            auto row = lies ? x : y;
            if (from_right)
                column = picture.width - 1 - column;
            if (from_below)
                row = picture.height - 1 - row;
            std::memcpy(into,
                picture.pixels.data() + (row * picture.width + column) * picture.channels,
                picture.channels);
            into += picture.channels;
        }
    }
    result.pixels = turned;
    return result;
}

static base::Bytes filtered(const Picture& picture)
{
    auto row_bytes = std::size_t { picture.width } * picture.channels;
    base::Bytes rows((row_bytes + 1) * picture.height);
    const auto* from = picture.pixels.data();
    auto* into = rows.data();
    for (std::size_t y = 0; y < picture.height; ++y) {
        *into++ = filter_up;
        if (y == 0)
            std::memcpy(into, from, row_bytes);
        else
            for (std::size_t x = 0; x < row_bytes; ++x)
                into[x] = static_cast<std::uint8_t>(from[x] - (from - row_bytes)[x]);
        from += row_bytes;
        into += row_bytes;
    }
    return rows;
}

static Result<base::Bytes> packed(const base::Bytes& rows)
{
    std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor(
        libdeflate_alloc_compressor(fast_level), libdeflate_free_compressor);
    if (!compressor)
        return Error { "no memory to compress" };
    base::Bytes result(libdeflate_zlib_compress_bound(compressor.get(), rows.size()));
    auto size = libdeflate_zlib_compress(
        compressor.get(), rows.data(), rows.size(), result.data(), result.size());
    if (size == 0 || size > 0x7FFFFFFF)
        return Error { "the rows do not fit" };
    result.resize(size);
    return result;
}

static void append_chunk(base::Bytes& file, std::string_view type, base::View data)
{
    base::append_u32_be(file, static_cast<std::uint32_t>(data.size()));
    auto start = file.size();
    base::append(file, base::view_of(type));
    base::append(file, data);
    base::append_u32_be(file, libdeflate_crc32(0, file.data() + start, file.size() - start));
}

Result<base::Bytes> write_png(const Picture& picture)
{
    TRY(check(picture));
    auto data = TRY(packed(filtered(picture)));
    base::Bytes header;
    base::append_u32_be(header, picture.width);
    base::append_u32_be(header, picture.height);
    const std::uint8_t colour = picture.channels == 1 ? 0 : picture.channels == 3 ? 2 : 6;
    const std::uint8_t form[] = { 8, colour, 0, 0, 0 };
    base::append(header, form);
    base::Bytes file;
    file.reserve(data.size() + 128);
    base::append(file, base::view_of(std::string_view("\x89PNG\r\n\x1a\n", 8)));
    append_chunk(file, "IHDR", header);
    if (picture.per_metre_x != 0 && picture.per_metre_y != 0) {
        base::Bytes resolution;
        base::append_u32_be(resolution, picture.per_metre_x);
        base::append_u32_be(resolution, picture.per_metre_y);
        resolution.push_back(1);
        append_chunk(file, "pHYs", resolution);
    }
    append_chunk(file, "IDAT", data);
    append_chunk(file, "IEND", {});
    return file;
}

}
