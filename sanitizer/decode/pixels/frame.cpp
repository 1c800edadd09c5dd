// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/frame.h"

#include "kiosk/core/worker/removed.h"

#include <algorithm>
#include <cmath>

namespace pixels {

static constexpr double inches_in_a_metre = 1 / 0.0254;

void add_removals(message::Done& done, Removals removals)
{
    std::ranges::stable_sort(removals, {}, &policy::Removed::what);
    worker::tell_removed(removals, *done.mutable_removed());
}

std::size_t row_bytes(const message::Frame& frame)
{
    std::size_t width = frame.width();
    switch (frame.form()) {
    case message::FORM_GRAY:
    case message::FORM_INDEXED: return width;
    case message::FORM_RGB: return width * 3;
    case message::FORM_RGBA: return width * 4;
    case message::FORM_BILEVEL: return (width + 7) / 8;
    default: return 0; // protoc adds values of its own to every enum.
    }
}

Result<std::uint64_t> frame_bytes(const message::Frame& frame)
{
    bool indexed = frame.form() == message::FORM_INDEXED;
    auto row = row_bytes(frame);
    if (row == 0 || frame.height() == 0 || frame.colours() > 256
        || (frame.colours() != 0) != indexed || frame.transparent() > frame.colours())
        return Error { "not a frame" };
    return frame.colours() * std::uint64_t { 3 } + std::uint64_t { row } * frame.height();
}

void set_resolution(message::Frame& frame, std::uint32_t x, std::uint32_t y)
{
    if (std::min(x, y) == 0 || std::max(x, y) > most_per_metre)
        return;
    frame.set_per_metre_x(x);
    frame.set_per_metre_y(y);
}

std::uint32_t per_metre(double per_inch)
{
    auto value = std::round(per_inch * inches_in_a_metre);
    return value >= 1 && value <= most_per_metre ? static_cast<std::uint32_t>(value) : 0;
}

message::Picture still(message::Frame frame)
{
    message::Picture picture;
    picture.set_width(frame.width());
    picture.set_height(frame.height());
    *picture.add_frames() = std::move(frame);
    return picture;
}

}
