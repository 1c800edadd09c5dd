// SPDX-License-Identifier: MIT
// A bitmap as sanitizer/encode/picture writes it: rows from the bottom, plainly coded, a palette
// where it has 1, 4 or 8 bits, a V4 header where it has alpha.
#include "sanitizer/verify/picture/budget.h"

#include <algorithm>

namespace verify_picture {

static constexpr std::uint32_t most_per_metre = 1'000'000;

static Error other()
{
    return Error { "a bitmap that we do not write" };
}

namespace {

struct Header {
    std::uint32_t offset;
    std::uint32_t width;
    std::uint32_t height;
    unsigned bits;
    std::uint32_t colours;
    std::uint32_t data_bytes;
};

}

static Result<Header> read_header(base::Reader& reader, std::size_t file_bytes)
{
    Header header {};
    if (base::text_of(TRY(reader.take(2))) != "BM" || TRY(reader.u32_le()) != file_bytes
        || TRY(reader.u32_le()) != 0)
        return other();
    header.offset = TRY(reader.u32_le());
    auto size = TRY(reader.u32_le());
    header.width = TRY(reader.u32_le());
    header.height = TRY(reader.u32_le());
    auto planes = TRY(reader.u16_le());
    header.bits = TRY(reader.u16_le());
    auto coding = TRY(reader.u32_le());
    header.data_bytes = TRY(reader.u32_le());
    auto x = TRY(reader.u32_le());
    auto y = TRY(reader.u32_le());
    header.colours = TRY(reader.u32_le());
    bool alpha = header.bits == 32;
    if (size != (alpha ? 108 : 40) || planes != 1 || coding != (alpha ? 3 : 0)
        || std::max(x, y) > most_per_metre || (x == 0) != (y == 0) || TRY(reader.u32_le()) != 0)
        return other();
    return header;
}

static Result<void> check_masks(base::Reader& reader)
{
    const std::uint32_t wanted[] = { 0xFF0000, 0xFF00, 0xFF, 0xFF000000, 0x73524742 };
    for (auto value : wanted)
        if (TRY(reader.u32_le()) != value)
            return other();
    for (auto byte : TRY(reader.take(48)))
        if (byte != 0)
            return other();
    return {};
}

static Result<void> check_palette(base::Reader& reader, const Header& header)
{
    auto bits = header.colours <= 2 ? 1u : header.colours <= 16 ? 4u : 8u;
    if (header.bits == 24 || header.bits == 32)
        return header.colours == 0 ? Result<void> {} : other();
    if (header.colours == 0 || header.colours > 256 || header.bits != bits)
        return other();
    for (std::uint32_t i = 0; i < header.colours; ++i)
        if (TRY(reader.take(4))[3] != 0)
            return other();
    return {};
}

// Every index is in the palette; what fills a row up is zero.
static Result<void> check_row(base::View row, const Header& header)
{
    std::uint64_t used = std::uint64_t { header.width } * header.bits;
    for (std::uint64_t bit = 0; header.bits <= 8 && bit < used; bit += header.bits) {
        auto shift = 8 - header.bits - bit % 8;
        if ((row[bit / 8] >> shift & ((1u << header.bits) - 1)) >= header.colours)
            return other();
    }
    if (used % 8 != 0 && (row[used / 8] & (0xFF >> used % 8)) != 0)
        return other();
    auto rest = row.subspan((used + 7) / 8);
    if (std::ranges::any_of(rest, [](auto byte) { return byte != 0; }))
        return other();
    return {};
}

Result<Verified> check_bmp(base::View file, Budget& budget)
{
    base::Reader reader(file);
    auto header = TRY(read_header(reader, file.size()));
    TRY(budget.take(header.width, header.height));
    if (header.bits == 32)
        TRY(check_masks(reader));
    TRY(check_palette(reader, header));
    auto row_bytes = (std::uint64_t { header.width } * header.bits + 31) / 32 * 4;
    if (header.offset != reader.position() || header.data_bytes != reader.left()
        || row_bytes * header.height != reader.left())
        return other();
    while (!reader.at_end())
        TRY(check_row(TRY(reader.take(row_bytes)), header));
    return Verified { header.width, header.height, 1 };
}

}
