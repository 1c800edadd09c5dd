// SPDX-License-Identifier: MIT
#include "kiosk/token/ecdsa_der.h"

#include <gtest/gtest.h>

using token::numbers_of;

static base::Bytes der(base::Bytes r, base::Bytes s)
{
    base::Bytes inner { 0x02, static_cast<std::uint8_t>(r.size()) };
    base::append(inner, r);
    base::append(inner, base::Bytes { 0x02, static_cast<std::uint8_t>(s.size()) });
    base::append(inner, s);
    base::Bytes whole { 0x30, static_cast<std::uint8_t>(inner.size()) };
    base::append(whole, inner);
    return whole;
}

TEST(EcdsaDer, GivesBothNumbersInTheirPlaces)
{
    base::Bytes high(33, 0xee);
    high[0] = 0;
    auto numbers = numbers_of(der({ 0x05 }, high));
    ASSERT_TRUE(numbers);
    EXPECT_EQ((*numbers)[30], 0);
    EXPECT_EQ((*numbers)[31], 5);
    EXPECT_EQ((*numbers)[32], 0xee);
    EXPECT_EQ((*numbers)[63], 0xee);
}

TEST(EcdsaDer, IsRefusedInAnyOtherForm)
{
    const auto good = der({ 0x05 }, { 0x06 });
    ASSERT_TRUE(numbers_of(good));
    auto longer = good;
    longer.push_back(0);
    EXPECT_FALSE(numbers_of(longer));
    auto spare = good;
    spare.push_back(0);
    spare[1] += 1;
    EXPECT_FALSE(numbers_of(spare));
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_FALSE(numbers_of(base::View(good).first(size))) << size;
    EXPECT_FALSE(numbers_of(der({ 0x85 }, { 0x06 }))) << "negative";
    EXPECT_FALSE(numbers_of(der({}, { 0x06 })));
    EXPECT_FALSE(numbers_of(der({ 0x00, 0x05 }, { 0x06 }))) << "not its shortest form";
    EXPECT_FALSE(numbers_of(der(base::Bytes(33, 0x11), { 0x06 }))) << "33 bytes";
    EXPECT_FALSE(
        numbers_of({ std::initializer_list<std::uint8_t> { 0x30, 0x81, 6, 2, 1, 5, 2, 1, 6 } }));
}
