// SPDX-License-Identifier: MIT
#include "kiosk/broker/engines/newer.h"

#include <gtest/gtest.h>

using policy::EngineFacts;

static EngineFacts engine(const char* name, std::int64_t time)
{
    EngineFacts facts;
    facts.name = name;
    facts.ready = true;
    facts.definitions_time = time;
    return facts;
}

static const std::vector<EngineFacts> in_force { engine("clamav", 1000), engine("yara", 2000) };

TEST(Definitions, AreReplacedByOnesAsNewOrNewer)
{
    EXPECT_TRUE(broker::check_newer(in_force, in_force));
    EXPECT_TRUE(broker::check_newer(in_force, { engine("clamav", 1001), engine("yara", 2001) }));
}

TEST(Definitions, AreNotReplacedByOlderOnesOfAnyEngine)
{
    EXPECT_FALSE(broker::check_newer(in_force, { engine("clamav", 999), engine("yara", 3000) }));
    EXPECT_FALSE(broker::check_newer(in_force, { engine("clamav", 3000), engine("yara", 1999) }));
}

// The set that came with the program, and an engine that is not there, have nothing to lose.
TEST(Definitions, OfNoUseAreReplacedByAny)
{
    auto built_in = in_force;
    auto missing = in_force;
    for (auto& facts : built_in)
        facts.built_in_test_set = true;
    for (auto& facts : missing)
        facts.ready = false;
    std::vector older { engine("clamav", 1), engine("yara", 1) };
    EXPECT_TRUE(broker::check_newer(built_in, older));
    EXPECT_TRUE(broker::check_newer(missing, older));
    EXPECT_TRUE(broker::check_newer({}, older));
}

TEST(Definitions, ThatDoNotLoadReplaceNone)
{
    auto broken = in_force;
    broken[1].ready = false;
    EXPECT_FALSE(broker::check_newer(in_force, broken));
    EXPECT_FALSE(broker::check_newer(in_force, { engine("clamav", 3000) }));
    EXPECT_FALSE(broker::check_newer({}, {}));
}
