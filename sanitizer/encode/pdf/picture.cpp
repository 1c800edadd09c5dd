// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/picture.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <utility>

namespace encode_pdf {

// Channels that differ by more than this are colour; less is a scanner's noise.
static constexpr int least_chroma = 16;
// Greys between ink and paper: above this share the page is a picture rather than text.
static constexpr std::uint64_t picture_percent = 15;

// The largest chroma of the row's pixels. Most pixels are like the one before.
static int to_gray(base::View row, std::uint8_t* gray, std::array<std::uint64_t, 256>& counts)
{
    int most_chroma = 0;
    std::uint8_t value = 255;
    std::uint64_t run = 0;
    std::array<std::uint8_t, 3> last { 255, 255, 255 };
    for (std::size_t i = 0, column = 0; i < row.size(); i += 4, ++column) {
        if (std::memcmp(last.data(), row.data() + i, last.size()) != 0) {
            counts[value] += std::exchange(run, 0);
            std::memcpy(last.data(), row.data() + i, last.size());
            int blue = last[0];
            int green = last[1];
            int red = last[2];
            auto [low, high] = std::minmax({ blue, green, red });
            most_chroma = std::max(most_chroma, high - low);
            value = static_cast<std::uint8_t>((77 * red + 150 * green + 29 * blue) >> 8);
        }
        gray[column] = value;
        ++run;
    }
    counts[value] += run;
    return most_chroma;
}

Picture classify(const Pixels& pixels)
{
    Picture picture;
    picture.gray.resize(std::size_t { pixels.width } * pixels.height);
    std::array<std::uint64_t, 256> counts {};
    auto row_bytes = std::size_t { pixels.width } * 4;
    base::Bytes row(row_bytes);
    for (std::size_t y = 0; y < pixels.height; ++y) {
        // Read once: whoever shares this memory may still write to it.
        std::memcpy(row.data(), pixels.bytes.data() + y * row_bytes, row_bytes);
        if (to_gray(row, picture.gray.data() + y * pixels.width, counts) > least_chroma)
            return { Coding::JpegColour, {} };
    }
    std::uint64_t all = picture.gray.size();
    auto sum = [&](std::size_t from, std::size_t to) {
        return std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(from),
            counts.begin() + static_cast<std::ptrdiff_t>(to), std::uint64_t { 0 });
    };
    // Of 16 levels 17 apart: the lowest and the highest alone, and those between ink and paper.
    auto middle = sum(60, 196);
    if (sum(0, 9) + sum(247, 256) == all)
        picture.coding = Coding::Bilevel;
    else if (middle * 100 > all * picture_percent)
        picture.coding = Coding::JpegGray;
    else
        picture.coding = Coding::Gray4;
    return picture;
}

}
