// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/jpeg.h"

#include <algorithm>
#include <string_view>

namespace verify_pdf {

enum Marker : std::uint16_t {
    StartOfImage = 0xFFD8,
    EndOfImage = 0xFFD9,
    Jfif = 0xFFE0,
    QuantisationTable = 0xFFDB,
    BaselineFrame = 0xFFC0,
    HuffmanTable = 0xFFC4,
    StartOfScan = 0xFFDA,
};

static const Error out_of_place { "a JPEG other than our encoder's" };

// The content of a segment that must be there and be `marker`.
static Result<base::View> segment(base::Reader& reader, std::uint16_t marker)
{
    if (TRY(reader.u16_be()) != marker)
        return out_of_place;
    auto length = TRY(reader.u16_be());
    if (length < 2)
        return out_of_place;
    return reader.take(length - 2u);
}

static Result<void> check_jfif(base::View content)
{
    using namespace std::string_view_literals;
    if (base::text_of(content) != "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"sv)
        return out_of_place;
    return {};
}

static Result<void> check_quantisation(base::View content, unsigned table)
{
    if (content.size() != 65 || content[0] != table
        || std::ranges::count(content.subspan(1), std::uint8_t { 0 }) > 0)
        return out_of_place;
    return {};
}

static Result<JpegFacts> check_frame(base::View content)
{
    base::Reader reader(content);
    if (TRY(reader.u8()) != 8)
        return out_of_place;
    JpegFacts facts { 0, 0, 0 };
    facts.height = TRY(reader.u16_be());
    facts.width = TRY(reader.u16_be());
    facts.components = TRY(reader.u8());
    if (facts.components != 1 && facts.components != 3)
        return out_of_place;
    for (unsigned component = 1; component <= facts.components; ++component) {
        auto sampling = component == 1 && facts.components == 3 ? 0x22 : 0x11;
        if (TRY(reader.u8()) != component || TRY(reader.u8()) != sampling
            || TRY(reader.u8()) != (component == 1 ? 0 : 1))
            return out_of_place;
    }
    if (!reader.at_end())
        return out_of_place;
    return facts;
}

static Result<void> check_huffman(base::View content, unsigned table)
{
    base::Reader reader(content);
    if (TRY(reader.u8()) != table)
        return out_of_place;
    std::size_t codes = 0;
    for (int length = 1; length <= 16; ++length)
        codes += TRY(reader.u8());
    TRY(reader.take(codes));
    if (!reader.at_end())
        return out_of_place;
    return {};
}

static Result<void> check_scan(base::View content, unsigned components)
{
    base::Reader reader(content);
    if (TRY(reader.u8()) != components)
        return out_of_place;
    for (unsigned component = 1; component <= components; ++component) {
        if (TRY(reader.u8()) != component || TRY(reader.u8()) != (component == 1 ? 0x00 : 0x11))
            return out_of_place;
    }
    if (TRY(reader.u8()) != 0 || TRY(reader.u8()) != 63 || TRY(reader.u8()) != 0
        || !reader.at_end())
        return out_of_place;
    return {};
}

// Coded data up to EOI, which must be the last two bytes: no marker within.
static Result<void> check_coded_data(base::Reader& reader)
{
    if (reader.left() < 3)
        return out_of_place;
    auto data = TRY(reader.take(reader.left() - 2));
    for (std::size_t i = 0; i < data.size(); ++i) {
        if (data[i] != 0xFF)
            continue;
        if (i + 1 == data.size() || data[i + 1] != 0)
            return out_of_place;
        ++i;
    }
    if (TRY(reader.u16_be()) != EndOfImage)
        return out_of_place;
    return {};
}

Result<JpegFacts> check_jpeg(base::View bytes)
{
    base::Reader reader(bytes);
    if (TRY(reader.u16_be()) != StartOfImage)
        return out_of_place;
    TRY(check_jfif(TRY(segment(reader, Jfif))));
    // Grey has one table of each kind, colour two: the frame tells which, but comes later.
    auto at_frame = [&] {
        auto ahead = reader;
        auto marker = ahead.u16_be();
        return marker && marker.value() == BaselineFrame;
    };
    unsigned tables = 0;
    while (tables < 2 && !at_frame())
        TRY(check_quantisation(TRY(segment(reader, QuantisationTable)), tables++));
    auto facts = TRY(check_frame(TRY(segment(reader, BaselineFrame))));
    if (tables != (facts.components == 1 ? 1u : 2u))
        return out_of_place;
    for (unsigned table = 0; table < tables; ++table) {
        TRY(check_huffman(TRY(segment(reader, HuffmanTable)), table));
        TRY(check_huffman(TRY(segment(reader, HuffmanTable)), 0x10 | table));
    }
    TRY(check_scan(TRY(segment(reader, StartOfScan)), facts.components));
    TRY(check_coded_data(reader));
    return facts;
}

}
