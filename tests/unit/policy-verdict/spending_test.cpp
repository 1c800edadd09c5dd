// SPDX-License-Identifier: MIT
#include "policy/verdict/spending.h"

#include <gtest/gtest.h>

using namespace policy;

TEST(Spending, TakesEachLimitToItsEndAndNoFurther)
{
    Budget budget { 100, 10, 2, 5, 1000, 3 };
    auto check = [&](auto charge, std::uint64_t limit) {
        Spending spending(budget);
        EXPECT_FALSE(charge(spending, limit));
        auto over = charge(spending, 1);
        ASSERT_TRUE(over);
        EXPECT_EQ(over->code, ReasonCode::Limit);
        Spending huge(budget);
        EXPECT_TRUE(charge(huge, UINT64_MAX)); // Adds up to no small number.
    };
    check([](Spending& s, std::uint64_t n) { return s.bytes(n); }, 100);
    check([](Spending& s, std::uint64_t n) { return s.entries(n); }, 10);
    check([](Spending& s, std::uint64_t n) { return s.pages(n); }, 5);
    check([](Spending& s, std::uint64_t n) { return s.pixels(n); }, 1000);
    Spending time(budget);
    EXPECT_FALSE(time.time(std::chrono::milliseconds(3000)));
    EXPECT_TRUE(time.time(std::chrono::milliseconds(1)));
}

TEST(Spending, IsSharedByAllPartsAndDepthIsNot)
{
    Spending spending(Budget { 100, 10, 2, 5, 1000, 3 });
    EXPECT_FALSE(spending.bytes(60));
    EXPECT_EQ(spending.bytes_left(), 40u);
    EXPECT_FALSE(spending.depth(2));
    EXPECT_FALSE(spending.depth(2));
    EXPECT_FALSE(spending.time(std::chrono::milliseconds(500)));
    EXPECT_FALSE(spending.time(std::chrono::milliseconds(-500)));
    EXPECT_EQ(spending.time_left(), std::chrono::milliseconds(2500));
    EXPECT_TRUE(spending.bytes(41));
}

TEST(Spending, RefusesForGoodOnceALimitIsReached)
{
    Spending spending(Budget { 100, 10, 2, 5, 1000, 3 });
    auto first = spending.depth(3);
    ASSERT_TRUE(first);
    auto second = spending.bytes(1);
    ASSERT_TRUE(second);
    EXPECT_EQ(first->text, second->text);
}
