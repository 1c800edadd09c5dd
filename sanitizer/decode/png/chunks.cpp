// SPDX-License-Identifier: MIT
#include "sanitizer/decode/png/chunks.h"

#include "sanitizer/decode/pixels/exif.h"

#include <array>

namespace decode_png {

static constexpr std::string_view signature("\x89PNG\r\n\x1a\n", 8);

static constexpr std::array<std::uint32_t, 256> make_table()
{
    std::array<std::uint32_t, 256> table {};
    for (std::uint32_t i = 0; i < 256; ++i) {
        auto value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320u : 0u);
        table[i] = value;
    }
    return table;
}

static std::uint32_t crc32(base::View bytes)
{
    static constexpr auto table = make_table();
    std::uint32_t crc = 0xFFFFFFFFu;
    for (auto byte : bytes)
        crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

struct Chunk {
    std::string_view type;
    base::View data;
    base::View whole;
};

static Result<Chunk> next(base::View file, base::Reader& reader)
{
    auto start = reader.position();
    auto length = TRY(reader.u32_be());
    auto checked = TRY(reader.take(std::size_t { 4 } + length));
    if (TRY(reader.u32_be()) != crc32(checked))
        return Error { "a wrong CRC" };
    auto whole = file.subspan(start, reader.position() - start);
    return Chunk { base::text_of(checked.first(4)), checked.subspan(4), whole };
}

static std::string kind_of(std::string_view type)
{
    if (type == "tEXt" || type == "zTXt" || type == "iTXt")
        return "text-chunks";
    if (type == "eXIf")
        return "exif";
    if (type == "iCCP")
        return "icc";
    if (type == "acTL" || type == "fcTL" || type == "fdAT")
        return "animation";
    return "other-chunks";
}

static void read_resolution(base::View data, Chunks& chunks)
{
    if (data.size() != 9 || data[8] != 1)
        return;
    base::Reader reader(data);
    auto x = reader.u32_be();
    auto y = reader.u32_be();
    if (x && y)
        pixels::set_resolution(chunks.frame, x.value(), y.value());
}

static Result<void> read_header(const Chunk& header, Chunks& chunks)
{
    if (header.type != "IHDR" || header.data.size() != 13)
        return Error { "no header" };
    base::Reader reader(header.data);
    auto width = TRY(reader.u32_be());
    auto height = TRY(reader.u32_be());
    if (width == 0 || height == 0 || width > 0x7FFFFFFF || height > 0x7FFFFFFF)
        return Error { "no size" };
    chunks.frame.set_width(width);
    chunks.frame.set_height(height);
    base::append(chunks.picture, base::view_of(signature));
    base::append(chunks.picture, header.whole);
    return {};
}

static Result<void> read_rest(base::View file, base::Reader& reader, Chunks& chunks)
{
    for (;;) {
        auto chunk = TRY(next(file, reader));
        auto critical = (static_cast<unsigned char>(chunk.type[0]) & 0x20) == 0;
        if (critical || chunk.type == "tRNS")
            base::append(chunks.picture, chunk.whole);
        else if (chunk.type == "pHYs")
            read_resolution(chunk.data, chunks);
        else
            policy::add_removed(
                chunks.removed, { kind_of(chunk.type), policy::place_named(chunk.type) });
        if (chunk.type == "eXIf")
            chunks.frame.set_orientation(pixels::exif_orientation(chunk.data));
        if (chunk.type == "IEND") {
            if (!reader.at_end())
                chunks.removed.push_back({ "trailing-data", std::string(pixels::end_of_file) });
            return {};
        }
        if (critical && chunk.type != "PLTE" && chunk.type != "IDAT")
            return Error { "a critical chunk of another kind" };
    }
}

std::variant<Chunks, pixels::Refused> walk(base::View file, std::uint64_t most_pixels)
{
    base::Reader reader(file);
    auto start = reader.take(signature.size());
    if (!start || base::text_of(start.value()) != signature)
        return pixels::Refused { pixels::Fault::Malformed, "not a PNG" };
    Chunks chunks;
    chunks.frame.set_orientation(1);
    auto header = next(file, reader);
    if (!header || !read_header(header.value(), chunks))
        return pixels::Refused { pixels::Fault::Malformed, "the header is broken" };
    if (std::uint64_t { chunks.frame.width() } * chunks.frame.height() > most_pixels)
        return pixels::Refused { pixels::Fault::Limit, "more pixels than allowed" };
    if (!read_rest(file, reader, chunks))
        return pixels::Refused { pixels::Fault::Malformed,
            "a chunk is broken or the end is missing" };
    return chunks;
}

}
