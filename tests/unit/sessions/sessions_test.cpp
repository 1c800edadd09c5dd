// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/sessions.h"

#include <gtest/gtest.h>

using broker::Sessions;
using std::chrono::seconds;

class HandClock final : public base::Clock {
public:
    std::chrono::system_clock::time_point now() const override { return {}; } // It is no order.
    std::chrono::nanoseconds monotonic() const override { return m_since_boot; }
    void move(std::chrono::nanoseconds by) { m_since_boot += by; }

private:
    std::chrono::nanoseconds m_since_boot { seconds(100) };
};

class SessionsTest : public testing::Test {
protected:
    std::string who(const std::string& token, uid_t user = 1000)
    {
        auto account = sessions.account_of(token, user);
        return account ? account.value() : "";
    }

    HandClock clock;
    Sessions sessions { clock, seconds(600) };
};

TEST_F(SessionsTest, StandForTheAccountThatBeganThem)
{
    auto one = sessions.begin("yamada", 1000);
    auto other = sessions.begin("sato", 1000);
    EXPECT_EQ(one.size(), 64u);
    EXPECT_NE(one, other);
    EXPECT_EQ(who(one), "yamada");
    EXPECT_EQ(who(other), "sato");
    EXPECT_EQ(who(""), "");
    EXPECT_EQ(who(one.substr(0, 63)), "");
    EXPECT_EQ(who(std::string(64, '0')), "");
}

TEST_F(SessionsTest, CountForTheUserThatGotThemAlone)
{
    auto token = sessions.begin("yamada", 1000);
    EXPECT_EQ(who(token, 0), "");
    EXPECT_EQ(who(token, 1001), "");
    EXPECT_EQ(who(token, 1000), "yamada");
}

TEST_F(SessionsTest, EndWhenNobodyUsesThem)
{
    auto token = sessions.begin("yamada", 1000);
    for (int i = 0; i < 3; ++i) {
        clock.move(seconds(600));
        EXPECT_EQ(who(token), "yamada");
    }
    clock.move(seconds(600));
    clock.move(std::chrono::nanoseconds(1));
    EXPECT_EQ(who(token), "");
    EXPECT_EQ(who(token), "");
}

TEST_F(SessionsTest, DoNotEndWhileSomethingIsDoneForThem)
{
    auto token = sessions.begin("yamada", 1000);
    sessions.begin_use(token, 1001); // Not theirs.
    sessions.begin_use(token, 1000);
    sessions.begin_use(token, 1000);
    sessions.end_use(token, 1000);
    clock.move(seconds(3600));
    EXPECT_EQ(who(token), "yamada") << "the longer one is still being served";
    clock.move(seconds(3600));
    sessions.end_use(token, 1000);
    clock.move(seconds(600));
    EXPECT_EQ(who(token), "yamada") << "the idle time began with its end";
    sessions.end_use(token, 1000); // One too many changes nothing.
    clock.move(seconds(601));
    EXPECT_EQ(who(token), "");
    sessions.begin_use(token, 1000);
    EXPECT_EQ(who(token), "") << "what is over does not come back";
}

TEST_F(SessionsTest, AreOneForEachAccountAndEndWithIt)
{
    auto first = sessions.begin("yamada", 1000);
    auto second = sessions.begin("yamada", 1000);
    EXPECT_EQ(who(first), "");
    EXPECT_EQ(who(second), "yamada");
    sessions.end_of("sato");
    EXPECT_EQ(who(second), "yamada");
    sessions.end_of("yamada");
    EXPECT_EQ(who(second), "");
}

TEST_F(SessionsTest, LastNoLongerThanWhatTheyRestOn)
{
    bool there = true;
    auto token = sessions.begin("yamada", 1000, [&] { return there; });
    auto other = sessions.begin("sato", 1000);
    EXPECT_EQ(sessions.end_if_lost(token, 1000), std::nullopt);
    EXPECT_EQ(who(token), "yamada");
    there = false;
    EXPECT_EQ(who(token), "");
    EXPECT_EQ(sessions.end_if_lost(token, 1001), std::nullopt) << "not theirs";
    EXPECT_EQ(sessions.end_if_lost(token, 1000), "yamada");
    EXPECT_EQ(sessions.end_if_lost(token, 1000), std::nullopt);
    there = true;
    EXPECT_EQ(who(token), "") << "what is over does not come back";
    EXPECT_EQ(who(other), "sato");
}

TEST_F(SessionsTest, AreNoLessIdleForBeingLookedAt)
{
    auto token = sessions.begin("yamada", 1000);
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(sessions.is_there(token, 1000));
        EXPECT_FALSE(sessions.is_there(token, 1001));
        clock.move(seconds(200));
    }
    EXPECT_TRUE(sessions.is_there(token, 1000));
    clock.move(std::chrono::nanoseconds(1));
    EXPECT_FALSE(sessions.is_there(token, 1000));
}
