// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/palette.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace encode_pdf {

static constexpr std::size_t most_in_palette = 256;
// A colour with this share of the page (1 in so many) fills an area, and is kept exactly.
static constexpr std::uint64_t area_share = 4096;
static constexpr std::size_t most_areas = 192;
// What a channel may be off, and the share of pixels (1 in so many) that may be off by more.
static constexpr int tolerance = 24;
static constexpr std::uint64_t off_share = 512;

// Those that fill areas, the largest first.
static std::vector<Colour> areas_of(const Colours& colours, std::uint64_t all)
{
    auto by_pixels = colours.distinct;
    std::ranges::sort(by_pixels, [](const Counted& a, const Counted& b) {
        return a.pixels != b.pixels ? a.pixels > b.pixels : a.colour < b.colour;
    });
    std::vector<Colour> areas;
    for (const auto& one : by_pixels) {
        if (areas.size() == most_areas || one.pixels * area_share < all)
            break;
        areas.push_back(one.colour);
    }
    return areas;
}

namespace {

struct Near {
    std::size_t place;
    int distance; // The largest of any channel.
};

// Channel by channel, which processors compare many at a time.
class Nearest {
public:
    explicit Nearest(const std::vector<Colour>& palette)
        : m_size(palette.size())
    {
        for (std::size_t i = 0; i < m_size; ++i) {
            m_red[i] = palette[i].red;
            m_green[i] = palette[i].green;
            m_blue[i] = palette[i].blue;
        }
    }

    // The first of those that are nearest. In no palette, nothing is near.
    Near to(Colour colour) const
    {
        auto apart = [](std::uint8_t a, std::uint8_t b) {
            return static_cast<std::uint8_t>(std::max(a, b) - std::min(a, b));
        };
        std::array<std::uint8_t, most_in_palette> distances {};
        std::uint8_t least = 255;
        for (std::size_t i = 0; i < m_size; ++i) {
            distances[i] = std::max({ apart(m_red[i], colour.red), apart(m_green[i], colour.green),
                apart(m_blue[i], colour.blue) });
        }
        for (std::size_t i = 0; i < m_size; ++i)
            least = std::min(least, distances[i]);
        const auto* found = std::find(distances.begin(), distances.begin() + m_size, least);
        return { static_cast<std::size_t>(found - distances.begin()), least };
    }

private:
    std::size_t m_size;
    std::array<std::uint8_t, most_in_palette> m_red {};
    std::array<std::uint8_t, most_in_palette> m_green {};
    std::array<std::uint8_t, most_in_palette> m_blue {};
};

}

namespace {

// The colours that share the upper 4 bits of each channel.
struct Neighbours {
    std::uint64_t pixels { 0 };
    std::array<std::uint64_t, 3> sum {};

    void add(const Counted& one)
    {
        pixels += one.pixels;
        sum[0] += one.pixels * one.colour.red;
        sum[1] += one.pixels * one.colour.green;
        sum[2] += one.pixels * one.colour.blue;
    }
    Colour mean() const
    {
        auto channel = [&](int i) {
            return static_cast<std::uint8_t>(
                (sum[static_cast<std::size_t>(i)] + pixels / 2) / pixels);
        };
        return { channel(0), channel(1), channel(2) };
    }
};

}

// The means of what lies between the areas, the most frequent first, as far as there is room.
static void add_shades(const Colours& colours, std::vector<Colour>& palette)
{
    std::vector<Neighbours> all(4096);
    const Nearest nearest(palette);
    for (const auto& one : colours.distinct) {
        if (palette.empty() || nearest.to(one.colour).distance > little / 2)
            all[static_cast<std::size_t>((one.colour.red >> 4) << 8 | (one.colour.green >> 4) << 4
                    | one.colour.blue >> 4)]
                .add(one);
    }
    std::erase_if(all, [](const Neighbours& one) { return one.pixels == 0; });
    std::ranges::stable_sort(all, std::greater<>(), &Neighbours::pixels);
    for (const auto& one : all) {
        if (palette.size() == most_in_palette)
            return;
        palette.push_back(one.mean());
    }
}

std::optional<Palette> choose_palette(const Colours& colours, std::uint64_t pixels)
{
    if (!colours.are_countable)
        return {};
    Palette palette;
    if (colours.distinct.size() <= 16) {
        for (const auto& one : colours.distinct)
            palette.colours.push_back(one.colour);
    } else {
        palette.colours = areas_of(colours, pixels);
        add_shades(colours, palette.colours);
    }
    std::ranges::sort(palette.colours);
    palette.colours.erase(
        std::unique(palette.colours.begin(), palette.colours.end()), palette.colours.end());
    std::uint64_t off = 0;
    const Nearest nearest(palette.colours);
    for (const auto& one : colours.distinct) {
        auto near = nearest.to(one.colour);
        palette.places.push_back(static_cast<std::uint8_t>(near.place));
        if (near.distance > tolerance)
            off += one.pixels;
    }
    if (off * off_share > pixels)
        return {};
    return palette;
}

}
