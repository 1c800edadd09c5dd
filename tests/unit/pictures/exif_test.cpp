// SPDX-License-Identifier: MIT
// The one tag that is taken from Exif, and everything that may be wrong around it.
#include "sanitizer/decode/pixels/exif.h"

#include <gtest/gtest.h>

using pixels::exif_orientation;

static constexpr std::size_t value_at = 8 + 2 + 12 + 8; // Of the second entry.

static base::Bytes exif(std::uint16_t value)
{
    base::Bytes bytes;
    base::append(bytes, base::view_of(std::string_view("II*\0", 4)));
    base::append_u32_le(bytes, 8);
    base::append_u16_le(bytes, 2);
    for (std::uint16_t tag : { std::uint16_t { 0x010F }, std::uint16_t { 0x0112 } }) {
        base::append_u16_le(bytes, tag);
        base::append_u16_le(bytes, 3);
        base::append_u32_le(bytes, 1);
        base::append_u16_le(bytes, tag == 0x0112 ? value : std::uint16_t { 7 });
        base::append_u16_le(bytes, 0);
    }
    base::append_u32_le(bytes, 0);
    return bytes;
}

static base::Bytes big_endian(std::uint8_t value)
{
    const std::uint8_t bytes[] = { 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1,
        0, value, 0, 0, 0, 0, 0, 0 };
    return { std::begin(bytes), std::end(bytes) };
}

TEST(Exif, TellsWhichWayIsUpInBothByteOrders)
{
    for (std::uint8_t value = 1; value <= 8; ++value) {
        EXPECT_EQ(exif_orientation(exif(value)), value);
        EXPECT_EQ(exif_orientation(big_endian(value)), value);
    }
}

TEST(Exif, TakesNonsenseForUpright)
{
    for (unsigned value : { 0u, 9u, 256u, 0xFFFFu })
        EXPECT_EQ(exif_orientation(exif(static_cast<std::uint16_t>(value))), 1u) << value;
    EXPECT_EQ(exif_orientation({}), 1u);
    auto far = exif(6);
    far[7] = 0xFF; // The directory is said to be beyond the end.
    EXPECT_EQ(exif_orientation(far), 1u);
    auto longs = exif(6);
    longs[8 + 2 + 12 + 2] = 4; // LONG, where a SHORT belongs.
    EXPECT_EQ(exif_orientation(longs), 1u);
    auto two = exif(6);
    two[8 + 2 + 12 + 4] = 2;
    EXPECT_EQ(exif_orientation(two), 1u);
}

TEST(Exif, ReadsNoFurtherThanItsBytes)
{
    auto whole = exif(6);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        base::Bytes cut(whole.begin(), whole.begin() + static_cast<long>(size));
        EXPECT_EQ(exif_orientation(cut), size < value_at + 4 ? 1u : 6u) << size;
    }
    auto many = exif(6);
    many[8] = many[9] = 0xFF; // 65,535 entries are said to follow; ours is among those there are.
    EXPECT_EQ(exif_orientation(many), 6u);
    auto none = exif(6);
    none[8] = 1;
    EXPECT_EQ(exif_orientation(none), 1u);
}
