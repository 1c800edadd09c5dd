// SPDX-License-Identifier: MIT
#include "kiosk/broker/preview/shrink.h"

#include <gtest/gtest.h>

namespace broker {

using namespace pixels::message;

static Frame frame_of(Form form, std::uint32_t width, std::uint32_t height)
{
    Frame frame;
    frame.set_form(form);
    frame.set_width(width);
    frame.set_height(height);
    return frame;
}

// Without the byte that says nothing.
static std::vector<std::vector<int>> colours_of(const Shrunk& shrunk)
{
    std::vector<std::vector<int>> colours;
    for (std::size_t at = 0; at < shrunk.pixels.size(); at += 4) {
        auto part = [&](std::size_t i) {
            return int { static_cast<std::uint8_t>(shrunk.pixels[at + i]) };
        };
        colours.push_back({ part(2), part(1), part(0) });
    }
    return colours;
}

using Colours = std::vector<std::vector<int>>;

TEST(Shrink, EveryFormHasItsColours)
{
    const std::uint8_t gray[] { 7, 200 };
    EXPECT_EQ(colours_of(shrink(frame_of(FORM_GRAY, 2, 1), gray, { 9, 9 })),
        (Colours { { 7, 7, 7 }, { 200, 200, 200 } }));
    const std::uint8_t rgb[] { 1, 2, 3, 4, 5, 6 };
    EXPECT_EQ(colours_of(shrink(frame_of(FORM_RGB, 2, 1), rgb, { 9, 9 })),
        (Colours { { 1, 2, 3 }, { 4, 5, 6 } }));
    const std::uint8_t rgba[] { 10, 20, 30, 255, 10, 20, 30, 0 };
    EXPECT_EQ(colours_of(shrink(frame_of(FORM_RGBA, 2, 1), rgba, { 9, 9 })),
        (Colours { { 10, 20, 30 }, { 255, 255, 255 } }));
    const std::uint8_t bits[] { 0b0100'0000, 0, 0b1000'0000, 0 }; // Nine across: rows begin bytes.
    auto bilevel = colours_of(shrink(frame_of(FORM_BILEVEL, 9, 2), bits, { 9, 9 }));
    EXPECT_EQ(bilevel[1], (std::vector { 255, 255, 255 }));
    EXPECT_EQ(bilevel[0], (std::vector { 0, 0, 0 }));
    EXPECT_EQ(bilevel[9], (std::vector { 255, 255, 255 }));
}

TEST(Shrink, AnIndexBeyondThePaletteIsPaper)
{
    auto frame = frame_of(FORM_INDEXED, 3, 1);
    frame.set_colours(2);
    frame.set_transparent(2); // The second colour.
    const std::uint8_t pixels[] { 1, 2, 3, 4, 5, 6, 0, 1, 255 };
    EXPECT_EQ(colours_of(shrink(frame, pixels, { 9, 9 })),
        (Colours { { 1, 2, 3 }, { 255, 255, 255 }, { 255, 255, 255 } }));
}

TEST(Shrink, APlaceIsTheMeanOfWhatItStandsFor)
{
    const std::uint8_t gray[] { 0, 100, 200, 100, 10, 10, 30, 30 };
    EXPECT_EQ(colours_of(shrink(frame_of(FORM_GRAY, 4, 2), gray, { 2, 1 })),
        (Colours { { 30, 30, 30 }, { 90, 90, 90 } }));
}

TEST(Shrink, ItKeepsItsShapeAndIsNeverNothing)
{
    auto size = [](std::uint32_t width, std::uint32_t height, Pane pane) {
        auto fits = fit(width, height, pane);
        return std::pair(fits.columns, fits.rows);
    };
    EXPECT_EQ(size(2000, 1000, { 500, 500 }), (std::pair(500u, 250u)));
    EXPECT_EQ(size(1000, 2000, { 500, 500 }), (std::pair(250u, 500u)));
    EXPECT_EQ(size(4'000'000'000, 1, { 500, 500 }), (std::pair(500u, 1u)));
    EXPECT_EQ(size(1, 4'000'000'000, { 500, 500 }), (std::pair(1u, 500u)));
}

}
