// SPDX-License-Identifier: MIT
#include "sanitizer/encode/picture/bmp_writer.h"

#include <algorithm>

namespace encode_picture {

static constexpr std::size_t file_header_bytes = 14;
static constexpr std::size_t info_header_bytes = 40;
static constexpr std::size_t v4_header_bytes = 108;
static constexpr std::uint64_t most_bytes = 0x70000000;

using pixels::message::Frame;

static unsigned bits_of(const Frame& frame)
{
    switch (frame.form()) {
    case pixels::message::FORM_INDEXED:
        return frame.colours() <= 2 ? 1 : frame.colours() <= 16 ? 4 : 8;
    case pixels::message::FORM_RGB: return 24;
    case pixels::message::FORM_RGBA: return 32;
    default: return 0;
    }
}

static void append_masks(base::Bytes& file)
{
    base::append_u32_le(file, 0x00FF0000);
    base::append_u32_le(file, 0x0000FF00);
    base::append_u32_le(file, 0x000000FF);
    base::append_u32_le(file, 0xFF000000);
    base::append_u32_le(file, 0x73524742); // LCS_sRGB
    file.resize(file.size() + 48); // End points and gamma, which sRGB does not use.
}

static void append_row(base::Bytes& file, const Frame& frame, unsigned bits, base::View row)
{
    auto start = file.size();
    if (bits <= 8) {
        unsigned waiting = 0;
        unsigned held = 0;
        for (auto index : row) {
            waiting = waiting << bits | index;
            held += bits;
            if (held == 8) {
                file.push_back(static_cast<std::uint8_t>(waiting));
                waiting = held = 0;
            }
        }
        if (held != 0)
            file.push_back(static_cast<std::uint8_t>(waiting << (8 - held)));
    } else {
        std::size_t channels = bits / 8;
        for (std::size_t x = 0; x < frame.width(); ++x) {
            const auto* pixel = row.data() + x * channels;
            const std::uint8_t turned[] = { pixel[2], pixel[1], pixel[0] };
            base::append(file, turned);
            if (channels == 4)
                file.push_back(pixel[3]);
        }
    }
    file.resize(start + (file.size() - start + 3) / 4 * 4);
}

Result<base::Bytes> write_bmp(const pixels::Upright& picture)
{
    const auto& frame = picture.frame;
    auto bits = bits_of(frame);
    auto row_bytes = (std::uint64_t { frame.width() } * bits + 31) / 32 * 4;
    if (bits == 0 || frame.width() > 0x7FFFFFFF || frame.height() > 0x7FFFFFFF
        || row_bytes * frame.height() > most_bytes)
        return Error { "no picture for a BMP" };
    if (bits <= 8
        && std::ranges::any_of(picture.rows, [&](auto index) { return index >= frame.colours(); }))
        return Error { "a colour that is not in the palette" };
    auto header = bits == 32 ? v4_header_bytes : info_header_bytes;
    auto offset = file_header_bytes + header + frame.colours() * std::size_t { 4 };
    auto data = static_cast<std::uint32_t>(row_bytes * frame.height());
    base::Bytes file;
    file.reserve(offset + data);
    base::append(file, base::view_of("BM"));
    base::append_u32_le(file, static_cast<std::uint32_t>(offset) + data);
    base::append_u32_le(file, 0);
    base::append_u32_le(file, static_cast<std::uint32_t>(offset));
    base::append_u32_le(file, static_cast<std::uint32_t>(header));
    base::append_u32_le(file, frame.width());
    base::append_u32_le(file, frame.height());
    base::append_u16_le(file, 1);
    base::append_u16_le(file, static_cast<std::uint16_t>(bits));
    base::append_u32_le(file, bits == 32 ? 3 : 0); // BI_BITFIELDS, BI_RGB
    base::append_u32_le(file, data);
    base::append_u32_le(file, frame.per_metre_x());
    base::append_u32_le(file, frame.per_metre_y());
    base::append_u32_le(file, frame.colours());
    base::append_u32_le(file, 0);
    if (bits == 32)
        append_masks(file);
    for (std::size_t i = 0; i < picture.palette.size(); i += 3) {
        const std::uint8_t colour[]
            = { picture.palette[i + 2], picture.palette[i + 1], picture.palette[i], 0 };
        base::append(file, colour);
    }
    auto row = pixels::row_bytes(frame);
    for (std::size_t y = frame.height(); y-- > 0;)
        append_row(file, frame, bits, picture.rows.subspan(y * row, row));
    return file;
}

}
