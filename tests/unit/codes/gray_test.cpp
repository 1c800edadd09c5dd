// SPDX-License-Identifier: MIT
// Pixels of every form, and numbers that do not fit them.
#include "scanners/codes/gray.h"

#include <gmock/gmock.h>

using codes::gray_of, codes::gray_of_page;
using testing::ElementsAre;
namespace message = pixels::message;

static message::Frame frame(message::Form form, std::uint32_t width, std::uint32_t height)
{
    message::Frame made;
    made.set_form(form);
    made.set_width(width);
    made.set_height(height);
    return made;
}

static base::Bytes gray(const message::Frame& frame, const base::Bytes& data)
{
    auto made = gray_of(frame, data);
    EXPECT_TRUE(made);
    return made ? made.value().pixels : base::Bytes {};
}

TEST(Gray, TakesEveryForm)
{
    EXPECT_THAT(gray(frame(message::FORM_GRAY, 2, 1), { 7, 200 }), ElementsAre(7, 200));
    EXPECT_THAT(
        gray(frame(message::FORM_RGB, 2, 1), { 255, 255, 255, 0, 0, 0 }), ElementsAre(255, 0));
    EXPECT_THAT(gray(frame(message::FORM_BILEVEL, 9, 2), { 0x55, 0x80, 0xAA, 0x00 }),
        ElementsAre(0, 255, 0, 255, 0, 255, 0, 255, 255, 255, 0, 255, 0, 255, 0, 255, 0, 0));
}

TEST(Gray, SetsWhatIsSeeThroughOnWhitePaper)
{
    EXPECT_THAT(
        gray(frame(message::FORM_RGBA, 2, 1), { 0, 0, 0, 0, 0, 0, 0, 255 }), ElementsAre(255, 0));
    auto indexed = frame(message::FORM_INDEXED, 3, 1);
    indexed.set_colours(2);
    indexed.set_transparent(1);
    // An index beyond the palette shows nothing.
    EXPECT_THAT(gray(indexed, { 0, 0, 0, 10, 10, 10, 0, 1, 9 }), ElementsAre(255, 10, 255));
}

TEST(Gray, KnowsTheColoursOfAPageFromItsUnusedByte)
{
    const base::Bytes slot { 0, 0, 255, 0, 0, 255, 0, 0, 4, 0, 0, 255 };
    EXPECT_THAT(gray_of_page(slot, 3, 1).value().pixels, ElementsAre(63, 127, 1));
}

TEST(Gray, RefusesNumbersThatDoNotFit)
{
    const base::Bytes data(12);
    EXPECT_FALSE(gray_of(frame(message::FORM_GRAY, 4, 4), data));
    EXPECT_FALSE(gray_of(frame(message::FORM_GRAY, 3, 3), data));
    EXPECT_FALSE(gray_of(frame(message::FORM_GRAY, 0, 0), data));
    EXPECT_FALSE(gray_of(frame(message::FORM_RGB, 0xFFFF'FFFF, 0xFFFF'FFFF), data));
    EXPECT_FALSE(gray_of(frame(message::FORM_UNSPECIFIED, 12, 1), data));
    EXPECT_FALSE(gray_of_page(data, 2, 2));
    EXPECT_FALSE(gray_of_page(data, 0, 2));
    EXPECT_FALSE(gray_of_page(data, 0xFFFF'FFFF, 0xFFFF'FFFF));
    EXPECT_FALSE(gray_of_page(data, 0x8000'0001, 0x8000'0000)); // Times four, it is small again.
}
