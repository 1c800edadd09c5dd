// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/colours.h"

#include "sanitizer/decode/pixels/blocks.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace encode_pdf {

static constexpr std::size_t most_distinct = 16'384;
static constexpr std::uint32_t three_channels = 0x00FF'FFFF; // Of a pixel; above them is nothing.
static_assert(std::endian::native == std::endian::little); // As the slot has its pixels.

static Colour colour_of(std::uint32_t pixel)
{
    return { static_cast<std::uint8_t>(pixel >> 16), static_cast<std::uint8_t>(pixel >> 8),
        static_cast<std::uint8_t>(pixel) };
}

int chroma(Colour colour)
{
    auto [low, high] = std::minmax({ colour.red, colour.green, colour.blue });
    return high - low;
}

namespace {

// Colour to its place among the distinct ones: open addressing, at most half full.
class Places {
public:
    static constexpr std::uint32_t none = ~0u;

    // The place, or none if there is no more room.
    std::uint32_t of(std::uint32_t pixel, Colours& colours)
    {
        std::size_t slot = (pixel * 0x9E3779B1u) >> 17; // 15 bits.
        while (m_slots[slot].place != none && m_slots[slot].pixel != pixel)
            slot = (slot + 1) % slots;
        if (m_slots[slot].place == none) {
            if (colours.distinct.size() == most_distinct)
                return none;
            m_slots[slot] = { pixel, static_cast<std::uint32_t>(colours.distinct.size()) };
            auto colour = colour_of(pixel);
            colours.distinct.push_back({ colour, 0 });
            colours.most_chroma = std::max(colours.most_chroma, chroma(colour));
        }
        return m_slots[slot].place;
    }

private:
    static constexpr std::size_t slots = 2 * most_distinct; // 2^15.
    struct Slot {
        std::uint32_t pixel { 0 };
        std::uint32_t place { none };
    };
    std::vector<Slot> m_slots = std::vector<Slot>(slots);
};

}

// Loops over a row that processors do for many pixels at a time, as they share no memory.

// Returns whether it is of one colour.
static bool copy_row(const std::uint8_t* from, std::size_t width, std::uint32_t* pixels)
{
    std::uint32_t first = 0;
    std::memcpy(&first, from, sizeof first);
    std::uint32_t differences = 0;
    for (std::size_t x = 0; x < width; ++x) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, from + x * sizeof pixel, sizeof pixel);
        pixels[x] = pixel & three_channels;
        differences |= pixel ^ first;
    }
    return (differences & three_channels) == 0;
}

// Where it changes from left to right, and its end. Returns how many there are.
static std::size_t list_ends(
    const std::uint32_t* pixels, std::size_t width, std::uint8_t* flags, std::uint16_t* ends)
{
    for (std::size_t x = 1; x < width; ++x)
        flags[x] = pixels[x] != pixels[x - 1];
    std::size_t count = 0;
    for (std::size_t at = 0; at < width; at += 64) {
        std::uint64_t marks = 0; // A bit for each flag.
        for (std::size_t i = 0; i < 64; i += sizeof(std::uint64_t)) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, flags + at + i, sizeof eight);
            marks |= (eight * 0x0102'0408'1020'4080u >> 56) << i;
        }
        for (; marks != 0; marks &= marks - 1)
            ends[count++] = static_cast<std::uint16_t>(
                at + static_cast<std::size_t>(std::countr_zero(marks)));
    }
    ends[count++] = static_cast<std::uint16_t>(width);
    return count;
}

// Changes of a channel by more than a little, counted once a pixel.
static std::uint32_t count_edges(
    const std::uint32_t* pixels, std::size_t width, std::uint8_t* edges)
{
    const auto* channels = reinterpret_cast<const std::uint8_t*>(pixels);
    for (std::size_t i = sizeof *pixels; i < width * sizeof *pixels; ++i) {
        auto left = channels[i - sizeof *pixels];
        auto apart
            = static_cast<std::uint8_t>(std::max(channels[i], left) - std::min(channels[i], left));
        edges[i] = static_cast<std::uint8_t>(std::max(apart, little) - little);
    }
    std::uint32_t count = 0;
    for (std::size_t x = 1; x < width; ++x) {
        std::uint32_t edge = 0;
        std::memcpy(&edge, edges + x * sizeof edge, sizeof edge);
        count += edge != 0;
    }
    return count;
}

namespace {

class Counter {
public:
    explicit Counter(const Pixels& pixels)
        : m_row(pixels.width)
        , m_ends(pixels.width)
        , m_flags(std::size_t { pixels.width } + 64)
        , m_edges(std::size_t { pixels.width } * sizeof(std::uint32_t))
        , m_gray(pixels.width)
        , m_blocks(pixels.width, pixels.height, rows_a_look)
    {
        // Touched as they are filled.
        m_colours.runs.reserve(std::size_t { pixels.width } * pixels.height);
    }

    // Returns whether more rows would tell more.
    bool add(std::size_t y, const std::uint8_t* row)
    {
        auto width = m_row.size();
        auto is_plain = copy_row(row, width, m_row.data());
        m_ends[0] = static_cast<std::uint16_t>(width);
        auto runs = is_plain ? 1 : list_ends(m_row.data(), width, m_flags.data(), m_ends.data());
        if (y % rows_a_look == 0)
            look_for_codes(is_plain);
        if (m_colours.are_countable) {
            m_colours.are_countable = add_runs(runs);
            m_colours.changes += runs - 1;
            if (runs > 1)
                m_colours.small_changes
                    += runs - 1 - count_edges(m_row.data(), width, m_edges.data());
        }
        if (m_colours.are_countable)
            return true;
        for (std::size_t i = 0, begin = 0; i < runs; begin = m_ends[i++])
            m_colours.most_chroma
                = std::max(m_colours.most_chroma, chroma(colour_of(m_row[begin])));
        m_is_cut = m_colours.most_chroma > least_chroma;
        return !m_is_cut;
    }

    Colours take()
    {
        m_colours.may_show_codes = m_is_cut || m_blocks.has_busy();
        if (!m_colours.are_countable)
            m_colours.runs = {};
        return std::move(m_colours);
    }

private:
    // Every row of a code's modules, which have two at least.
    static constexpr std::size_t rows_a_look = 2;

    void look_for_codes(bool is_plain)
    {
        base::View row(
            reinterpret_cast<const std::uint8_t*>(m_row.data()), m_row.size() * sizeof m_row[0]);
        pixels::take_gray(row, 0, std::span(m_gray).first(is_plain ? 1 : m_gray.size()));
        if (is_plain)
            m_blocks.add_plain(m_gray[0]);
        else
            m_blocks.add(m_gray.data());
    }

    bool add_runs(std::size_t count)
    {
        std::size_t begin = 0;
        for (std::size_t i = 0; i < count; ++i) {
            auto place = m_places.of(m_row[begin], m_colours);
            if (place == Places::none)
                return false;
            auto length = static_cast<std::uint16_t>(m_ends[i] - begin);
            m_colours.distinct[place].pixels += length;
            m_colours.runs.push_back({ static_cast<std::uint16_t>(place), length });
            begin = m_ends[i];
        }
        return true;
    }

    Colours m_colours;
    Places m_places;
    std::vector<std::uint32_t> m_row; // A copy.
    std::vector<std::uint16_t> m_ends; // Of its runs.
    base::Bytes m_flags; // A pixel is other than its left neighbour.
    base::Bytes m_edges; // A channel is so by more than a little.
    base::Bytes m_gray;
    pixels::Blocks m_blocks;
    bool m_is_cut { false }; // Not every row was counted.
};

}

Colours count_colours(const Pixels& pixels)
{
    Counter counter(pixels);
    auto row_bytes = pixels.width * sizeof(std::uint32_t);
    for (std::size_t y = 0; y < pixels.height; ++y) {
        if (!counter.add(y, pixels.bytes.data() + y * row_bytes))
            break;
    }
    return counter.take();
}

}
