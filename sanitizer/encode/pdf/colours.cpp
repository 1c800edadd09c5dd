// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/colours.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace encode_pdf {

static constexpr std::size_t most_distinct = 16'384;
static constexpr std::size_t most_in_palette = 256;
// Pixels that differ by so little are a shade rather than an edge.
static constexpr int little = 16;
// A colour with this share of the page (1 in so many) fills an area, and is kept exactly.
static constexpr std::uint64_t area_share = 4096;
static constexpr std::size_t most_areas = 192;
// What a channel may be off, and the share of pixels (1 in so many) that may be off by more.
static constexpr int tolerance = 24;
static constexpr std::uint64_t off_share = 512;

static int distance(Colour a, Colour b)
{
    return std::max(
        { std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue) });
}

static Colour colour_of(std::uint32_t pixel)
{
    return { static_cast<std::uint8_t>(pixel >> 16), static_cast<std::uint8_t>(pixel >> 8),
        static_cast<std::uint8_t>(pixel) };
}

namespace {

// Colour to its place among the distinct ones: open addressing, at most half full.
class Places {
public:
    static constexpr std::uint32_t none = ~0u;

    // The place, or none if there is no more room.
    std::uint32_t of(std::uint32_t pixel, std::vector<Counted>& distinct)
    {
        std::size_t slot = (pixel * 0x9E3779B1u) >> 17; // 15 bits.
        while (m_slots[slot].place != none && m_slots[slot].pixel != pixel)
            slot = (slot + 1) % m_slots.size();
        if (m_slots[slot].place == none) {
            if (distinct.size() == most_distinct)
                return none;
            m_slots[slot] = { pixel, static_cast<std::uint32_t>(distinct.size()) };
            distinct.push_back({ colour_of(pixel), 0 });
        }
        return m_slots[slot].place;
    }

private:
    struct Slot {
        std::uint32_t pixel { 0 };
        std::uint32_t place { none };
    };
    std::vector<Slot> m_slots = std::vector<Slot>(2 * most_distinct); // 2^15.
};

}

static int chroma(Colour colour)
{
    auto [low, high] = std::minmax({ colour.red, colour.green, colour.blue });
    return high - low;
}

Colours count_colours(const Pixels& pixels)
{
    constexpr std::uint32_t no_pixel = 0xFF00'0000; // Above any of 24 bits.
    Colours colours;
    Places places;
    colours.places.resize(std::size_t { pixels.width } * pixels.height);
    auto row_bytes = std::size_t { pixels.width } * 4;
    std::vector<std::uint32_t> row(pixels.width);
    auto* place = colours.places.data();
    for (std::size_t y = 0; y < pixels.height; ++y) {
        std::memcpy(row.data(), pixels.bytes.data() + y * row_bytes, row_bytes);
        auto last = no_pixel;
        std::size_t run_start = 0;
        std::uint32_t run_place = 0;
        auto end_run = [&](std::size_t x) {
            if (x > run_start && colours.are_countable) {
                colours.distinct[run_place].pixels += x - run_start;
                std::fill(place + run_start, place + x, static_cast<std::uint16_t>(run_place));
            }
            run_start = x;
        };
        for (std::size_t x = 0; x < pixels.width; ++x) {
            // Most of a page is like what is left of it: two pixels at a time.
            auto twice = std::uint64_t { last } << 32 | last;
            for (std::uint64_t two = 0; x + 1 < pixels.width; x += 2) {
                std::memcpy(&two, row.data() + x, sizeof two);
                if ((two & 0x00FF'FFFF'00FF'FFFF) != twice)
                    break;
            }
            if (x == pixels.width)
                break;
            auto pixel = row[x] & 0x00FF'FFFF;
            if (pixel == last)
                continue;
            end_run(x);
            auto colour = colour_of(pixel);
            colours.most_chroma = std::max(colours.most_chroma, chroma(colour));
            if (last != no_pixel) {
                ++colours.changes;
                colours.small_changes += distance(colour, colour_of(last)) <= little;
            }
            last = pixel;
            if (colours.are_countable) {
                run_place = places.of(pixel, colours.distinct);
                colours.are_countable = run_place != Places::none;
            }
        }
        end_run(pixels.width);
        place += pixels.width;
    }
    if (!colours.are_countable)
        colours.places.clear();
    return colours;
}

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

static std::size_t nearest(const std::vector<Colour>& palette, Colour colour)
{
    std::size_t best = 0;
    int least = 256;
    for (std::size_t i = 0; i < palette.size() && least > 0; ++i) {
        auto off = distance(palette[i], colour);
        if (off < least) {
            least = off;
            best = i;
        }
    }
    return best;
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
    for (const auto& one : colours.distinct) {
        auto place = nearest(palette, one.colour);
        if (palette.empty() || distance(palette[place], one.colour) > little / 2)
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

std::optional<Palette> choose_palette(const Colours& colours)
{
    if (!colours.are_countable)
        return {};
    std::uint64_t all = colours.places.size();
    Palette palette;
    if (colours.distinct.size() <= 16) {
        for (const auto& one : colours.distinct)
            palette.colours.push_back(one.colour);
    } else {
        palette.colours = areas_of(colours, all);
        add_shades(colours, palette.colours);
    }
    std::ranges::sort(palette.colours);
    palette.colours.erase(
        std::unique(palette.colours.begin(), palette.colours.end()), palette.colours.end());
    std::uint64_t off = 0;
    for (const auto& one : colours.distinct) {
        auto place = nearest(palette.colours, one.colour);
        palette.places.push_back(static_cast<std::uint8_t>(place));
        if (distance(palette.colours[place], one.colour) > tolerance)
            off += one.pixels;
    }
    if (off * off_share > all)
        return {};
    return palette;
}

}
