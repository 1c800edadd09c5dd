// SPDX-License-Identifier: MIT
#include "sanitizer/encode/picture/gif_writer.h"

#include "sanitizer/encode/picture/lzw.h"

#include <algorithm>

namespace encode_picture {

using pixels::message::Frame;

// A colour table has 2 << n entries.
static unsigned table_power(std::uint32_t colours)
{
    unsigned power = 0;
    while ((2u << power) < colours)
        ++power;
    return power;
}

static void append_table(base::Bytes& file, base::View palette, unsigned power)
{
    auto start = file.size();
    base::append(file, palette);
    file.resize(start + 3 * (std::size_t { 2 } << power));
}

static void append_u16(base::Bytes& file, std::uint32_t value)
{
    base::append_u16_le(file, static_cast<std::uint16_t>(value));
}

static Result<void> check(const pixels::message::Picture& picture, const Frame& frame)
{
    if (frame.form() != pixels::message::FORM_INDEXED || frame.width() == 0 || frame.height() == 0
        || frame.left() > picture.width() || frame.top() > picture.height()
        || frame.width() > picture.width() - frame.left()
        || frame.height() > picture.height() - frame.top() || frame.disposal() > 3)
        return Error { "no frame for a GIF" };
    return {};
}

static void append_frame(
    base::Bytes& file, const Frame& frame, base::View palette, bool own_table, base::View indices)
{
    auto transparent = frame.transparent();
    const std::uint8_t control[] = { 0x21, 0xF9, 4,
        static_cast<std::uint8_t>(frame.disposal() << 2 | (transparent != 0 ? 1u : 0u)) };
    base::append(file, control);
    append_u16(file, std::min(frame.delay() / 10, 0xFFFFu));
    file.push_back(static_cast<std::uint8_t>(transparent != 0 ? transparent - 1 : 0));
    file.push_back(0);
    file.push_back(0x2C);
    append_u16(file, frame.left());
    append_u16(file, frame.top());
    append_u16(file, frame.width());
    append_u16(file, frame.height());
    auto power = table_power(frame.colours());
    file.push_back(static_cast<std::uint8_t>(own_table ? 0x80 | power : 0));
    if (own_table)
        append_table(file, palette, power);
    append_lzw(file, std::max(2u, power + 1), indices);
}

static void append_start(
    base::Bytes& file, const pixels::message::Picture& picture, base::View palette)
{
    auto power = table_power(picture.frames(0).colours());
    base::append(file, base::view_of("GIF89a"));
    append_u16(file, picture.width());
    append_u16(file, picture.height());
    const std::uint8_t screen[] = { static_cast<std::uint8_t>(0xF0 | power), 0, 0 };
    base::append(file, screen);
    append_table(file, palette, power);
    if (picture.loops() == 0)
        return;
    const std::uint8_t introduction[] = { 0x21, 0xFF, 11 };
    base::append(file, introduction);
    base::append(file, base::view_of("NETSCAPE2.0"));
    file.push_back(3);
    file.push_back(1);
    append_u16(file, picture.loops() - 1);
    file.push_back(0);
}

Result<base::Bytes> write_gif(const pixels::message::Picture& picture, base::View data)
{
    if (picture.frames_size() == 0 || picture.width() > 0xFFFF || picture.height() > 0xFFFF
        || picture.loops() > 0x10000)
        return Error { "no picture for a GIF" };
    base::Bytes file;
    base::View shared;
    for (const auto& frame : picture.frames()) {
        TRY(check(picture, frame));
        auto bytes = TRY(pixels::frame_bytes(frame));
        if (bytes > data.size())
            return Error { "fewer pixels than frames" };
        auto palette = data.first(frame.colours() * std::size_t { 3 });
        auto indices = data.first(bytes).subspan(palette.size());
        if (std::ranges::any_of(indices, [&](auto index) { return index >= frame.colours(); }))
            return Error { "a colour that is not in the palette" };
        if (file.empty()) {
            append_start(file, picture, palette);
            shared = palette;
        }
        append_frame(file, frame, palette, !std::ranges::equal(palette, shared), indices);
        data = data.subspan(bytes);
    }
    if (!data.empty())
        return Error { "more pixels than frames" };
    file.push_back(0x3B);
    return file;
}

}
