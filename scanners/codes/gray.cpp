// SPDX-License-Identifier: MIT
#include "scanners/codes/gray.h"

#include "sanitizer/decode/pixels/blocks.h"

#include <array>

namespace codes {

namespace message = pixels::message;

static constexpr std::uint8_t white = 0xFF;

static std::uint8_t light(std::uint8_t red, std::uint8_t green, std::uint8_t blue)
{
    return static_cast<std::uint8_t>((red + 2u * green + blue) / 4);
}

// Paper shines through where it is see-through.
static std::uint8_t on_paper(std::uint8_t gray, std::uint8_t alpha)
{
    return static_cast<std::uint8_t>((gray * alpha + white * (255u - alpha)) / 255u);
}

static void take_bits(base::View rows, std::uint32_t width, base::Bytes& gray)
{
    auto row_bytes = (std::size_t { width } + 7) / 8;
    for (std::size_t row = 0; row < rows.size(); row += row_bytes) {
        for (std::size_t column = 0; column < width; ++column) {
            auto bit = rows[row + column / 8] >> (7 - column % 8) & 1;
            gray.push_back(bit ? white : 0);
        }
    }
}

static void take_indexed(const message::Frame& frame, base::View data, base::Bytes& gray)
{
    std::array<std::uint8_t, 256> shades;
    shades.fill(white);
    for (std::size_t i = 0; i < frame.colours(); ++i) {
        if (i + 1 != frame.transparent())
            shades.at(i) = light(data[3 * i], data[3 * i + 1], data[3 * i + 2]);
    }
    for (auto index : data.subspan(std::size_t { frame.colours() } * 3))
        gray.push_back(shades.at(index));
}

Result<Gray> gray_of(const message::Frame& frame, base::View data)
{
    if (frame.width() == 0 || TRY(pixels::frame_bytes(frame)) != data.size())
        return Error { "pixels of another size than told" };
    Gray gray { {}, frame.width(), frame.height() };
    gray.pixels.reserve(std::size_t { gray.width } * gray.height);
    switch (frame.form()) {
    case message::FORM_GRAY: gray.pixels.assign(data.begin(), data.end()); break;
    case message::FORM_RGB:
        for (std::size_t i = 0; i < data.size(); i += 3)
            gray.pixels.push_back(light(data[i], data[i + 1], data[i + 2]));
        break;
    case message::FORM_RGBA:
        for (std::size_t i = 0; i < data.size(); i += 4)
            gray.pixels.push_back(on_paper(light(data[i], data[i + 1], data[i + 2]), data[i + 3]));
        break;
    case message::FORM_INDEXED: take_indexed(frame, data, gray.pixels); break;
    case message::FORM_BILEVEL: take_bits(data, gray.width, gray.pixels); break;
    default: return Error { "a form of pixels without a name" }; // frame_bytes() knows none.
    }
    return gray;
}

Result<Gray> gray_of_page(base::View slot, std::uint32_t width, std::uint32_t height)
{
    auto count = std::uint64_t { width } * height;
    if (count == 0 || count > slot.size() / 4)
        return Error { "a page larger than the slot" };
    Gray gray { base::Bytes(count), width, height };
    pixels::take_gray(slot, 0, gray.pixels);
    return gray;
}

}
