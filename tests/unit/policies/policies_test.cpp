// SPDX-License-Identifier: MIT
// No station starts with a policy that two people did not put in force there.
#include "kiosk/broker/policies/policies.h"

#include "kiosk/core/base/sha256.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using broker::Policies, broker::PolicyVersion;

class PolicyVersions : public ::testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(m_folder); }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    static std::string sha256(const std::string& text)
    {
        return base::to_hex(base::sha256(base::view_of(text)));
    }

    static PolicyVersion version(const std::string& text)
    {
        PolicyVersion version;
        version.sha256 = sha256(text);
        version.proposed_by = "admin";
        version.proposer = "Tanaka";
        return version;
    }

    void activate(const std::string& text, const std::string& before, const std::string& given)
    {
        auto one = version(text);
        ASSERT_TRUE(m_policies.propose(one, text));
        one.activated_by = "suzuki";
        one.activator = "Suzuki";
        ASSERT_TRUE(m_policies.activate(one, sha256(before), before, given));
    }

    void spoil(const std::string& name, const std::string& from, const std::string& to)
    {
        std::ifstream in(m_folder + "/" + name);
        std::string text(std::istreambuf_iterator<char>(in), {});
        auto place = text.find(from);
        ASSERT_NE(place, std::string::npos);
        text.replace(place, from.size(), to);
        std::ofstream(m_folder + "/" + name) << text;
    }

    std::string m_folder = ::testing::TempDir() + "policies-" + std::to_string(getpid());
    Policies m_policies { m_folder };
};

TEST_F(PolicyVersions, NothingIsActiveBeforeSomebodyPutItInForce)
{
    EXPECT_EQ(m_policies.active("").value(), std::nullopt);
    ASSERT_TRUE(m_policies.propose(version("new"), "new"));
    EXPECT_EQ(m_policies.active("").value(), std::nullopt);
    EXPECT_EQ(m_policies.text(sha256("new")).value(), "new");
}

TEST_F(PolicyVersions, TheActiveOneIsFoundAgainAndTheOneBeforeIsKept)
{
    activate("new", "old", "");
    EXPECT_EQ(m_policies.active("").value(), sha256("new"));
    auto all = m_policies.all().value();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].state, PolicyVersion::State::Before);
    EXPECT_EQ(m_policies.text(all[0].sha256).value(), "old");
    activate("newer", "new", "");
    EXPECT_EQ(m_policies.active("").value(), sha256("newer"));
    EXPECT_EQ(m_policies.find(sha256("new")).value().state, PolicyVersion::State::Before);
}

TEST_F(PolicyVersions, AnotherFileOnTheCommandLineIsWhatTheStationStartsWith)
{
    activate("new", "old", sha256("given"));
    EXPECT_EQ(m_policies.active(sha256("given")).value(), sha256("new"));
    EXPECT_EQ(m_policies.active(sha256("given later")).value(), std::nullopt);
}

TEST_F(PolicyVersions, ATextThatWasChangedIsNoVersion)
{
    activate("new", "old", "");
    spoil(sha256("new") + ".toml", "new", "New");
    EXPECT_FALSE(m_policies.text(sha256("new")));
    EXPECT_FALSE(m_policies.text("../accounts"));
}

TEST_F(PolicyVersions, ARecordThatNamesOnePersonTwiceIsDamaged)
{
    activate("new", "old", "");
    spoil("versions.json", "\"activator\": \"Suzuki\"", "\"activator\": \"Tanaka\"");
    EXPECT_FALSE(m_policies.active(""));
    EXPECT_FALSE(m_policies.all());
}
