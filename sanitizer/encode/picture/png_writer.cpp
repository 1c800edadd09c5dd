// SPDX-License-Identifier: MIT
#include "sanitizer/encode/picture/png_writer.h"

#include <cstring>
#include <libdeflate.h>
#include <memory>

namespace encode_picture {

static constexpr int fast_level = 1;
static constexpr std::uint8_t filter_up = 2;
static constexpr std::uint64_t most_bytes = 0x70000000; // The packed IDAT stays below 2^31.

static base::Bytes filtered(const pixels::Upright& picture)
{
    auto row_bytes = pixels::row_bytes(picture.frame);
    base::Bytes rows((row_bytes + 1) * picture.frame.height());
    const auto* from = picture.rows.data();
    auto* into = rows.data();
    for (std::size_t y = 0; y < picture.frame.height(); ++y) {
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

static std::uint8_t colour_type(pixels::message::Form form)
{
    switch (form) {
    case pixels::message::FORM_GRAY: return 0;
    case pixels::message::FORM_RGB: return 2;
    case pixels::message::FORM_RGBA: return 6;
    default: return 0xFF;
    }
}

Result<base::Bytes> write_png(const pixels::Upright& picture)
{
    const auto& frame = picture.frame;
    const auto colour = colour_type(frame.form());
    if (colour == 0xFF || picture.rows.size() > most_bytes)
        return Error { "no picture for a PNG" };
    auto data = TRY(packed(filtered(picture)));
    base::Bytes header;
    base::append_u32_be(header, frame.width());
    base::append_u32_be(header, frame.height());
    const std::uint8_t form[] = { 8, colour, 0, 0, 0 };
    base::append(header, form);
    base::Bytes file;
    file.reserve(data.size() + 128);
    base::append(file, base::view_of(std::string_view("\x89PNG\r\n\x1a\n", 8)));
    append_chunk(file, "IHDR", header);
    if (frame.per_metre_x() != 0) {
        base::Bytes resolution;
        base::append_u32_be(resolution, frame.per_metre_x());
        base::append_u32_be(resolution, frame.per_metre_y());
        resolution.push_back(1);
        append_chunk(file, "pHYs", resolution);
    }
    append_chunk(file, "IDAT", data);
    append_chunk(file, "IEND", {});
    return file;
}

}
