// SPDX-License-Identifier: MIT
#include "sanitizer/verify/picture/budget.h"
#include "sanitizer/verify/picture/inflate.h"

namespace verify_picture {

static constexpr std::uint32_t most_per_metre = 1'000'000;

static Result<base::View> chunk(base::Reader& reader, std::string_view type)
{
    auto length = TRY(reader.u32_be());
    auto checked = TRY(reader.take(std::size_t { 4 } + length));
    if (base::text_of(checked.first(4)) != type)
        return Error { "a chunk of another kind" };
    if (TRY(reader.u32_be()) != crc32(checked))
        return Error { "a wrong CRC" };
    return checked.subspan(4);
}

namespace {

struct Header {
    std::uint32_t width;
    std::uint32_t height;
    std::size_t channels;
};

}

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
    const std::size_t channels = colour == 0 ? 1 : colour == 2 ? 3 : 4;
    return Header { width, height, channels };
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
    auto row_bytes = header.width * header.channels + 1;
    auto rows = TRY(inflate(packed, row_bytes * header.height));
    for (std::size_t at = 0; at < rows.size(); at += row_bytes)
        if (rows[at] != 2)
            return Error { "a filter that we do not write" };
    return {};
}

Result<Verified> check_png(base::View file, Budget& budget)
{
    base::Reader reader(file);
    auto header = TRY(read_header(reader));
    TRY(budget.take(header.width, header.height));
    TRY(read_resolution(reader));
    TRY(check_rows(TRY(chunk(reader, "IDAT")), header));
    if (!TRY(chunk(reader, "IEND")).empty() || !reader.at_end())
        return Error { "something after the end" };
    return Verified { header.width, header.height, 1 };
}

}
