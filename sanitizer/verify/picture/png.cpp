// SPDX-License-Identifier: MIT
#include "sanitizer/verify/picture/png.h"

#include <libdeflate.h>
#include <memory>

namespace verify_picture {

static constexpr std::uint32_t most_per_metre = 1'000'000;

static Result<base::View> chunk(base::Reader& reader, std::string_view type)
{
    auto length = TRY(reader.u32_be());
    auto checked = TRY(reader.take(std::size_t { 4 } + length));
    if (base::text_of(checked.first(4)) != type)
        return Error { "a chunk of another kind" };
    if (TRY(reader.u32_be()) != libdeflate_crc32(0, checked.data(), checked.size()))
        return Error { "a wrong CRC" };
    return checked.subspan(4);
}

struct Header {
    Size size;
    std::size_t channels;
};

static Result<Header> read_header(base::Reader& reader)
{
    auto start = base::text_of(TRY(reader.take(8)));
    auto data = TRY(chunk(reader, "IHDR"));
    if (start != std::string_view("\x89PNG\r\n\x1a\n", 8) || data.size() != 13)
        return Error { "another header" };
    base::Reader fields(data);
    auto width = TRY(fields.u32_be());
    auto height = TRY(fields.u32_be());
    auto depth = TRY(fields.u8());
    auto colour = TRY(fields.u8());
    bool known = colour == 0 || colour == 2 || colour == 6;
    if (depth != 8 || !known || data[10] != 0 || data[11] != 0 || data[12] != 0)
        return Error { "a form that we do not write" };
    if (width == 0 || height == 0)
        return Error { "no size" };
    const std::size_t channels = colour == 0 ? 1 : colour == 2 ? 3 : 4;
    return Header { { width, height }, channels };
}

static Result<void> read_resolution(base::Reader& reader)
{
    auto before = reader.position();
    TRY(reader.take(4));
    bool present = base::text_of(TRY(reader.take(4))) == "pHYs";
    TRY(reader.seek(before));
    if (!present)
        return {};
    auto data = TRY(chunk(reader, "pHYs"));
    base::Reader fields(data);
    auto x = TRY(fields.u32_be());
    auto y = TRY(fields.u32_be());
    if (TRY(fields.u8()) != 1 || !fields.at_end() || x == 0 || y == 0 || x > most_per_metre
        || y > most_per_metre)
        return Error { "another resolution" };
    return {};
}

static Result<void> check_rows(base::View packed, const Header& header)
{
    auto row_bytes = header.size.width * header.channels + 1;
    base::Bytes rows(row_bytes * header.size.height);
    std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (!decompressor)
        return Error { "no memory" };
    std::size_t taken = 0;
    std::size_t given = 0;
    auto result = libdeflate_zlib_decompress_ex(
        decompressor.get(), packed.data(), packed.size(), rows.data(), rows.size(), &taken, &given);
    if (result != LIBDEFLATE_SUCCESS || taken != packed.size() || given != rows.size())
        return Error { "other data than the size implies" };
    for (std::size_t at = 0; at < rows.size(); at += row_bytes)
        if (rows[at] != 2)
            return Error { "a filter that we do not write" };
    return {};
}

static Result<void> read_rest(base::Reader& reader, const Header& header)
{
    TRY(read_resolution(reader));
    TRY(check_rows(TRY(chunk(reader, "IDAT")), header));
    if (!TRY(chunk(reader, "IEND")).empty() || !reader.at_end())
        return Error { "something after the end" };
    return {};
}

std::variant<Size, Refused> verify_png(base::View file, std::uint64_t most_pixels)
{
    base::Reader reader(file);
    auto header = read_header(reader);
    if (!header)
        return Refused { Fault::Malformed, "the header is not one of ours" };
    auto size = header.value().size;
    if (std::uint64_t { size.width } * size.height > most_pixels)
        return Refused { Fault::Limit, "more pixels than allowed" };
    if (!read_rest(reader, header.value()))
        return Refused { Fault::Malformed, "not a PNG as we write it" };
    return size;
}

}
