// SPDX-License-Identifier: MIT
#include "kiosk/broker/preview/shrink.h"

#include <algorithm>
#include <array>

namespace broker {

using namespace pixels::message;

using Colour = std::array<std::uint32_t, 3>; // Red, green, blue.

Pane fit(std::uint64_t width, std::uint64_t height, Pane pane)
{
    auto columns = std::uint64_t { pane.columns };
    auto rows = columns * height / width;
    if (rows > pane.rows) {
        rows = pane.rows;
        columns = rows * width / height;
    }
    return { static_cast<std::uint32_t>(std::max<std::uint64_t>(columns, 1)),
        static_cast<std::uint32_t>(std::max<std::uint64_t>(rows, 1)) };
}

static Colour on_white(Colour colour, std::uint32_t alpha)
{
    for (auto& part : colour)
        part = (part * alpha + 255 * (255 - alpha)) / 255;
    return colour;
}

static Colour colour_at(const Frame& frame, base::View pixels, std::size_t row, std::size_t column)
{
    auto place = row * frame.width() + column;
    switch (frame.form()) {
    case FORM_BILEVEL: {
        auto byte = pixels[row * ((frame.width() + 7) / 8) + column / 8];
        auto light = (byte >> (7 - column % 8) & 1) * 255u;
        return { light, light, light };
    }
    case FORM_GRAY: return { pixels[place], pixels[place], pixels[place] };
    case FORM_RGB: {
        auto at = place * 3;
        return { pixels[at], pixels[at + 1], pixels[at + 2] };
    }
    case FORM_RGBA: {
        auto at = place * 4;
        return on_white({ pixels[at], pixels[at + 1], pixels[at + 2] }, pixels[at + 3]);
    }
    case FORM_INDEXED: {
        auto index = std::size_t { pixels[frame.colours() * std::size_t { 3 } + place] };
        if (index >= frame.colours() || index + 1 == frame.transparent())
            return { 255, 255, 255 };
        return { pixels[index * 3], pixels[index * 3 + 1], pixels[index * 3 + 2] };
    }
    default: return { 255, 255, 255 };
    }
}

// Each place of the small picture is the mean of those that it stands for.
Shrunk shrink(const Frame& frame, base::View pixels, Pane pane)
{
    auto size = fit(frame.width(), frame.height(),
        { std::min(pane.columns, frame.width()), std::min(pane.rows, frame.height()) });
    Shrunk shrunk { size.columns, size.rows, {} };
    shrunk.pixels.reserve(std::size_t { size.columns } * size.rows * 4);
    for (std::uint64_t row = 0; row < size.rows; ++row) {
        auto top = row * frame.height() / size.rows;
        auto bottom = std::max(top + 1, (row + 1) * frame.height() / size.rows);
        for (std::uint64_t column = 0; column < size.columns; ++column) {
            auto left = column * frame.width() / size.columns;
            auto right = std::max(left + 1, (column + 1) * frame.width() / size.columns);
            std::array<std::uint64_t, 3> sums {};
            for (auto y = top; y < bottom; ++y)
                for (auto x = left; x < right; ++x) {
                    auto colour = colour_at(frame, pixels, y, x);
                    for (std::size_t part = 0; part < 3; ++part)
                        sums[part] += colour[part];
                }
            auto count = (bottom - top) * (right - left);
            for (auto part : { 2u, 1u, 0u })
                shrunk.pixels.push_back(static_cast<char>(sums[part] / count));
            shrunk.pixels.push_back(static_cast<char>(255));
        }
    }
    return shrunk;
}

}
