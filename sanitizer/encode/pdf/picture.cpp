// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/picture.h"

#include "sanitizer/encode/pdf/palette.h"

#include <algorithm>

namespace encode_pdf {

// What fills an area (1 pixel in so many) is a tint, though it may have little colour.
static constexpr int least_tint = 3;
static constexpr std::uint64_t tint_share = 512;
// A page is a photograph where shades are more than this share of all changes between neighbours
// (letters have a sixth), and more than this share of the page (1 in so many).
static constexpr std::uint64_t shades_percent = 30;
static constexpr std::uint64_t shades_share = 200;

static unsigned gray_of(Colour colour)
{
    return (77u * colour.red + 150u * colour.green + 29u * colour.blue) >> 8;
}

static bool is_gray(const Colours& colours, std::uint64_t all)
{
    return colours.most_chroma <= least_chroma
        && std::ranges::none_of(colours.distinct, [&](const Counted& one) {
               return chroma(one.colour) >= least_tint && one.pixels * tint_share > all;
           });
}

// Of 16 levels 17 apart: the lowest and the highest alone.
static bool is_bilevel(const Colours& colours)
{
    return std::ranges::all_of(colours.distinct, [](const Counted& one) {
        auto gray = gray_of(one.colour);
        return gray < 9 || gray >= 247;
    });
}

// The page's picture, with a sample for each of its colours.
template <typename Sample>
static Picture picture_of(Kind kind, std::vector<Colour> palette, Colours& colours, Sample&& sample)
{
    Picture picture { kind, std::move(palette), std::move(colours.runs), {},
        colours.may_show_codes };
    for (std::size_t i = 0; i < colours.distinct.size(); ++i)
        picture.samples.push_back(static_cast<std::uint8_t>(sample(i)));
    return picture;
}

Picture classify(const Pixels& pixels)
{
    auto colours = count_colours(pixels);
    auto all = std::uint64_t { pixels.width } * pixels.height;
    auto gray = is_gray(colours, all);
    auto gray_at = [&](std::size_t i) { return gray_of(colours.distinct[i].colour); };
    if (colours.are_countable && gray && is_bilevel(colours))
        return picture_of(
            Kind::Bilevel, {}, colours, [&](std::size_t i) { return gray_at(i) < 128 ? 0 : 1; });
    auto has_few = colours.are_countable && colours.distinct.size() <= 16;
    auto is_photo = !colours.are_countable
        || (colours.small_changes * 100 > colours.changes * shades_percent
            && colours.small_changes * shades_share > all);
    if (gray && !has_few) {
        if (is_photo)
            return { Kind::GrayPhoto, {}, {}, {}, colours.may_show_codes };
        return picture_of(
            Kind::Gray, {}, colours, [&](std::size_t i) { return (gray_at(i) * 15 + 127) / 255; });
    }
    if (has_few || !is_photo) {
        if (auto palette = choose_palette(colours, all))
            return picture_of(Kind::Palette, std::move(palette->colours), colours,
                [&](std::size_t i) { return palette->places[i]; });
    }
    return { Kind::ColourPhoto, {}, {}, {}, colours.may_show_codes };
}

}
