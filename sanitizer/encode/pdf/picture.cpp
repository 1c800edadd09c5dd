// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/picture.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace encode_pdf {

// Channels that differ by more than this are colour; less is a scanner's noise.
static constexpr int least_chroma = 16;
// Greys between ink and paper: above this share the page is a picture rather than text.
static constexpr std::uint64_t picture_percent = 15;

// One row from memory that another may write to, read once. The largest chroma of its pixels.
static int to_gray(base::View row, std::uint8_t* gray, std::array<std::uint64_t, 16>& levels)
{
    int most_chroma = 0;
    for (std::size_t i = 0, column = 0; i < row.size(); i += 4, ++column) {
        int blue = row[i];
        int green = row[i + 1];
        int red = row[i + 2];
        auto [low, high] = std::minmax({ blue, green, red });
        most_chroma = std::max(most_chroma, high - low);
        auto value = static_cast<std::uint8_t>((77 * red + 150 * green + 29 * blue) >> 8);
        gray[column] = value;
        ++levels[static_cast<std::size_t>(value * 15 + 127) / 255];
    }
    return most_chroma;
}

Picture classify(const Pixels& pixels)
{
    Picture picture;
    picture.gray.resize(std::size_t { pixels.width } * pixels.height);
    std::array<std::uint64_t, 16> levels {};
    auto row_bytes = std::size_t { pixels.width } * 4;
    base::Bytes row(row_bytes);
    for (std::size_t y = 0; y < pixels.height; ++y) {
        std::memcpy(row.data(), pixels.bytes.data() + y * row_bytes, row_bytes);
        if (to_gray(row, picture.gray.data() + y * pixels.width, levels) > least_chroma)
            return { Coding::JpegColour, {} };
    }
    std::uint64_t all = picture.gray.size();
    std::uint64_t middle = 0;
    for (std::size_t level = 4; level < 12; ++level)
        middle += levels[level];
    if (levels.front() + levels.back() == all)
        picture.coding = Coding::Bilevel;
    else if (middle * 100 > all * picture_percent)
        picture.coding = Coding::JpegGray;
    else
        picture.coding = Coding::Gray4;
    return picture;
}

}
