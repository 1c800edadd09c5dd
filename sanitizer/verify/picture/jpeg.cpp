// SPDX-License-Identifier: MIT
// A JPEG (ITU-T T.81) as sanitizer/encode/jpeg has it written: baseline, one scan, the tables of
// annex K, no application data but JFIF's 14 bytes.
#include "sanitizer/verify/picture/budget.h"
#include "sanitizer/verify/picture/jpeg_scan.h"
#include "sanitizer/verify/picture/jpeg_tables.h"

#include <algorithm>

namespace verify_picture {

enum Marker : std::uint16_t {
    StartOfImage = 0xFFD8,
    EndOfImage = 0xFFD9,
    Jfif = 0xFFE0,
    QuantisationTable = 0xFFDB,
    BaselineFrame = 0xFFC0,
    HuffmanTable = 0xFFC4,
    StartOfScan = 0xFFDA,
};

static Error out_of_place()
{
    return Error { "a JPEG other than our encoder's" };
}

// The content of a segment that must be there and be `marker`.
static Result<base::View> segment(base::Reader& reader, std::uint16_t marker)
{
    if (TRY(reader.u16_be()) != marker)
        return out_of_place();
    auto length = TRY(reader.u16_be());
    if (length < 2)
        return out_of_place();
    return reader.take(length - 2u);
}

static Result<void> expect(base::View content, base::View wanted)
{
    if (!std::ranges::equal(content, wanted))
        return out_of_place();
    return {};
}

static Result<void> check_jfif(base::View content)
{
    base::Reader reader(content);
    TRY(expect(TRY(reader.take(7)), base::view_of(std::string_view("JFIF\0\x01\x01", 7))));
    auto unit = TRY(reader.u8());
    auto x = TRY(reader.u16_be());
    auto y = TRY(reader.u16_be());
    bool unknown = unit == 0 && x == 1 && y == 1;
    bool per_inch = unit == 1 && x > 0 && y > 0;
    if (!(unknown || per_inch) || TRY(reader.u16_be()) != 0 || !reader.at_end())
        return out_of_place();
    return {};
}

// The quality to which all tables belong.
static Result<void> check_quantisation(base::Reader& reader, unsigned tables)
{
    std::vector<base::View> found;
    for (unsigned table = 0; table < tables; ++table)
        found.push_back(TRY(segment(reader, QuantisationTable)));
    for (unsigned quality = 1; quality <= 100; ++quality) {
        bool fits = true;
        for (unsigned table = 0; table < tables; ++table)
            fits = fits && std::ranges::equal(found[table], quantisation_segment(table, quality));
        if (fits)
            return {};
    }
    return out_of_place();
}

static Result<JpegFrame> read_frame(base::View content, unsigned components)
{
    base::Reader reader(content);
    if (TRY(reader.u8()) != 8)
        return out_of_place();
    JpegFrame frame { 0, 0, components, 0, 0 };
    frame.height = TRY(reader.u16_be());
    frame.width = TRY(reader.u16_be());
    if (TRY(reader.u8()) != components)
        return out_of_place();
    for (unsigned component = 1; component <= components; ++component) {
        auto number = TRY(reader.u8());
        auto sampling = TRY(reader.u8());
        auto table = TRY(reader.u8());
        if (component == 1) {
            frame.sampling_x = sampling >> 4;
            frame.sampling_y = sampling & 15;
        }
        bool known = component == 1 ? std::min(frame.sampling_x, frame.sampling_y) >= 1
                && std::max(frame.sampling_x, frame.sampling_y) <= (components == 1 ? 1u : 2u)
                                    : sampling == 0x11;
        if (number != component || !known || table != (component == 1 ? 0 : 1))
            return out_of_place();
    }
    if (!reader.at_end())
        return out_of_place();
    return frame;
}

static Result<void> check_scan_header(base::View content, unsigned components)
{
    base::Bytes wanted { static_cast<std::uint8_t>(components) };
    for (unsigned component = 1; component <= components; ++component) {
        wanted.push_back(static_cast<std::uint8_t>(component));
        wanted.push_back(component == 1 ? 0x00 : 0x11);
    }
    const std::uint8_t all_at_once[] = { 0, 63, 0 };
    base::append(wanted, all_at_once);
    return expect(content, wanted);
}

// Gray has one table of each kind, colour two; the frame tells which it is, but comes later.
static Result<unsigned> count_components(base::Reader reader)
{
    TRY(segment(reader, QuantisationTable));
    bool colour = TRY(reader.u16_be()) == QuantisationTable;
    return colour ? 3u : 1u;
}

Result<Verified> check_jpeg(base::View bytes, Budget& budget)
{
    base::Reader reader(bytes);
    if (TRY(reader.u16_be()) != StartOfImage)
        return out_of_place();
    TRY(check_jfif(TRY(segment(reader, Jfif))));
    auto components = TRY(count_components(reader));
    auto tables = components == 1 ? 1u : 2u;
    TRY(check_quantisation(reader, tables));
    auto frame = TRY(read_frame(TRY(segment(reader, BaselineFrame)), components));
    TRY(budget.take(frame.width, frame.height));
    for (unsigned table = 0; table < tables; ++table) {
        TRY(expect(TRY(segment(reader, HuffmanTable)), huffman_segment(false, table)));
        TRY(expect(TRY(segment(reader, HuffmanTable)), huffman_segment(true, table)));
    }
    TRY(check_scan_header(TRY(segment(reader, StartOfScan)), components));
    if (reader.left() < 2)
        return out_of_place();
    TRY(check_scan(TRY(reader.take(reader.left() - 2)), frame));
    if (TRY(reader.u16_be()) != EndOfImage)
        return out_of_place();
    return Verified { frame.width, frame.height, 1 };
}

}
