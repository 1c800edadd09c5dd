// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/upright.h"

#include <cstring>
#include <utility>

namespace pixels {

// Where a pixel of the upright picture comes from.
struct Turn {
    bool lies;
    bool from_right;
    bool from_below;

    explicit Turn(std::uint32_t orientation)
        : lies(orientation >= 5)
        , from_right(orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
        , from_below(orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
    {
    }
};

template <typename Move>
static void turn(const message::Frame& from, std::uint32_t orientation, Move&& move)
{
    Turn way(orientation);
    std::size_t width = way.lies ? from.height() : from.width();
    std::size_t height = way.lies ? from.width() : from.height();
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            auto column = way.lies ? y : x;
            auto row = way.lies ? x : y;
            if (way.from_right)
                column = from.width() - 1 - column;
            if (way.from_below)
                row = from.height() - 1 - row;
            move(column, row, x, y);
        }
    }
}

template <std::size_t channels>
static void turn_bytes(const message::Frame& from, base::View rows, base::Bytes& turned)
{
    auto* into = turned.data();
    std::size_t width = from.width();
    turn(from, from.orientation(), [&](auto column, auto row, auto, auto) {
        std::memcpy(into, rows.data() + (row * width + column) * channels, channels);
        into += channels;
    });
}

static void turn_bits(
    const message::Frame& from, base::View rows, std::size_t row_after, base::Bytes& turned)
{
    auto row_before = row_bytes(from);
    turn(from, from.orientation(), [&](auto column, auto row, auto x, auto y) {
        if ((rows[row * row_before + column / 8] >> (7 - column % 8) & 1) != 0)
            turned[y * row_after + x / 8] |= static_cast<std::uint8_t>(0x80 >> (x % 8));
    });
}

Result<Upright> upright(const message::Frame& frame, base::View data, base::Bytes& turned)
{
    if (TRY(frame_bytes(frame)) != data.size())
        return Error { "a picture of another size" };
    if (frame.orientation() < 1 || frame.orientation() > 8)
        return Error { "no such orientation" };
    auto palette = std::size_t { frame.colours() } * 3;
    Upright result { frame, data.first(palette), data.subspan(palette) };
    if (frame.orientation() == 1)
        return result;
    result.frame.set_orientation(1);
    if (frame.orientation() >= 5) {
        result.frame.set_width(frame.height());
        result.frame.set_height(frame.width());
        result.frame.set_per_metre_x(frame.per_metre_y());
        result.frame.set_per_metre_y(frame.per_metre_x());
        result.frame.set_sampling_x(frame.sampling_y());
        result.frame.set_sampling_y(frame.sampling_x());
    }
    auto row_after = row_bytes(result.frame);
    turned.assign(row_after * result.frame.height(), 0);
    if (frame.form() == message::FORM_BILEVEL)
        turn_bits(frame, result.rows, row_after, turned);
    else if (frame.form() == message::FORM_RGB)
        turn_bytes<3>(frame, result.rows, turned);
    else if (frame.form() == message::FORM_RGBA)
        turn_bytes<4>(frame, result.rows, turned);
    else
        turn_bytes<1>(frame, result.rows, turned);
    result.rows = turned;
    return result;
}

}
