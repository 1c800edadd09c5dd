// SPDX-License-Identifier: MIT
// Orientation applied to pixels of every form.
#include "sanitizer/decode/pixels/upright.h"

#include <gtest/gtest.h>

namespace message = pixels::message;

// A picture of three by two:  a b c
//                             d e f
// Rows of the upright one, for each orientation of Exif.
static constexpr const char* turned[] = { "abc def", "cba fed", "fed cba", "def abc", "ad be cf",
    "da eb fc", "fc eb da", "cf be ad" };

static message::Frame frame_of(message::Form form, std::uint32_t orientation)
{
    message::Frame frame;
    frame.set_form(form);
    frame.set_width(3);
    frame.set_height(2);
    frame.set_per_metre_x(100);
    frame.set_per_metre_y(200);
    frame.set_orientation(orientation);
    frame.set_colours(form == message::FORM_INDEXED ? 2 : 0);
    return frame;
}

TEST(Upright, TurnsEveryForm)
{
    for (auto form :
        { message::FORM_GRAY, message::FORM_RGB, message::FORM_RGBA, message::FORM_INDEXED }) {
        for (std::uint32_t orientation = 1; orientation <= 8; ++orientation) {
            auto frame = frame_of(form, orientation);
            std::size_t channels = pixels::row_bytes(frame) / 3;
            base::Bytes data(frame.colours() * 3);
            for (char letter : std::string_view("abcdef"))
                for (std::size_t i = 0; i < channels; ++i)
                    data.push_back(static_cast<std::uint8_t>(letter + static_cast<char>(i) * 16));
            base::Bytes room;
            auto result = pixels::upright(frame, data, room).take();
            std::string letters;
            for (std::size_t i = 0; i < result.rows.size(); i += channels) {
                if (i != 0 && i % pixels::row_bytes(result.frame) == 0)
                    letters += ' ';
                letters += static_cast<char>(result.rows[i]);
                EXPECT_EQ(result.rows[i + channels - 1],
                    result.rows[i] + static_cast<std::uint8_t>((channels - 1) * 16));
            }
            EXPECT_EQ(letters, turned[orientation - 1]);
            EXPECT_EQ(result.palette.size(), frame.colours() * 3);
            EXPECT_EQ(result.frame.per_metre_x(), orientation < 5 ? 100u : 200u);
        }
    }
}

TEST(Upright, TurnsSingleBits)
{
    for (std::uint32_t orientation = 1; orientation <= 8; ++orientation) {
        const base::Bytes data { 0x60, 0x20 }; // b, c and f are white.
        base::Bytes room;
        auto result
            = pixels::upright(frame_of(message::FORM_BILEVEL, orientation), data, room).take();
        std::string bits;
        for (std::size_t y = 0; y < result.frame.height(); ++y) {
            if (y != 0)
                bits += ' ';
            for (std::size_t x = 0; x < result.frame.width(); ++x)
                bits += (result.rows[y] >> (7 - x) & 1) != 0 ? '#' : '.';
        }
        std::string wanted(turned[orientation - 1]);
        for (auto& letter : wanted)
            if (letter != ' ')
                letter = letter == 'b' || letter == 'c' || letter == 'f' ? '#' : '.';
        EXPECT_EQ(bits, wanted) << orientation;
    }
}

TEST(Upright, RefusesAnotherNumberOfBytes)
{
    base::Bytes room;
    auto frame = frame_of(message::FORM_RGB, 1);
    EXPECT_TRUE(pixels::upright(frame, base::Bytes(18), room));
    EXPECT_FALSE(pixels::upright(frame, base::Bytes(17), room));
    EXPECT_FALSE(pixels::upright(frame, base::Bytes(19), room));
    frame.set_orientation(9);
    EXPECT_FALSE(pixels::upright(frame, base::Bytes(18), room));
}
