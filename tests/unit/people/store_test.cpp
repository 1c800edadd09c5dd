// SPDX-License-Identifier: MIT
#include "kiosk/people/store.h"
#include "tests/unit/people/bench.h"

#include <fstream>
#include <gmock/gmock.h>
#include <sys/stat.h>

using namespace people;
using people_test::Folder;

static Entry entry_of(std::string name)
{
    Entry entry;
    entry.account = { std::move(name), "山田 太郎", { policy::Role::Submitter },
        { "system-manager" }, Account::State::Locked };
    entry.hash = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$dGFndGFn";
    entry.failures = 7;
    entry.last_failure = 1'800'000'000;
    entry.second_factor = SecondFactor { SecondFactor::State::Confirmed, base::Bytes(20, 7), 60 };
    entry.last_login = 1'700'000'000;
    entry.failures_since_login = 3;
    return entry;
}

static std::string content(const Folder& folder)
{
    std::ifstream file(folder.path() / "accounts.json");
    return { std::istreambuf_iterator<char>(file), {} };
}

static void write(const Folder& folder, const std::string& text)
{
    std::ofstream(folder.path() / "accounts.json") << text;
}

TEST(AccountsFile, KeepsEverythingAndIsReadableByItsOwnerOnly)
{
    Folder folder;
    auto open = folder.open();
    ASSERT_TRUE(save(open, { entry_of("yamada") }));
    auto entries = load(open);
    ASSERT_TRUE(entries) << entries.error().message;
    ASSERT_EQ(entries.value().size(), 1u);
    const auto& entry = entries.value()[0];
    EXPECT_EQ(entry.account.person, "山田 太郎");
    EXPECT_EQ(entry.account.state, Account::State::Locked);
    EXPECT_THAT(entry.account.offices, testing::ElementsAre("system-manager"));
    EXPECT_EQ(entry.failures, 7u);
    EXPECT_EQ(entry.last_failure, 1'800'000'000);
    EXPECT_EQ(entry.last_login, 1'700'000'000);
    EXPECT_EQ(entry.failures_since_login, 3u);
    ASSERT_TRUE(entry.has_second_factor());
    EXPECT_EQ(entry.second_factor->secret, base::Bytes(20, 7));
    EXPECT_EQ(entry.second_factor->last_step, 60u);
    struct stat status { };
    ASSERT_EQ(stat((folder.path() / "accounts.json").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
}

// A half-written new file, whoever left it there, neither counts nor stands in the way.
TEST(AccountsFile, SurvivesWhatACrashLeftBehind)
{
    Folder folder;
    auto open = folder.open();
    ASSERT_TRUE(save(open, { entry_of("yamada") }));
    std::ofstream(folder.path() / "accounts.json.new") << "{\"version\":1,\"acc";
    EXPECT_EQ(load(open).value().size(), 1u);
    ASSERT_TRUE(save(open, { entry_of("yamada"), entry_of("sato") }));
    EXPECT_EQ(load(open).value().size(), 2u);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "accounts.json.new"));
}

TEST(AccountsFile, IsRefusedWhenCutShortAnywhere)
{
    Folder folder;
    auto open = folder.open();
    ASSERT_TRUE(save(open, { entry_of("yamada") }));
    auto whole = content(folder);
    for (std::size_t size = 0; size + 2 < whole.size(); ++size) { // The last two: "}" and line end.
        write(folder, whole.substr(0, size));
        EXPECT_FALSE(load(open)) << size;
    }
}

TEST(AccountsFile, IsRefusedWhenAnythingInItIsNotOurs)
{
    Folder folder;
    auto open = folder.open();
    ASSERT_TRUE(save(open, { entry_of("yamada") }));
    auto whole = content(folder);
    auto with = [&](std::string_view from, std::string_view to) {
        auto text = whole;
        auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        write(folder, text);
        return !!load(open);
    };
    EXPECT_TRUE(with("yamada", "yamado"));
    EXPECT_FALSE(with("\"version\": 3", "\"version\": 4"));
    EXPECT_FALSE(with("\"submitter\"", "\"root\""));
    EXPECT_FALSE(with("\"submitter\"", "\"auditor\", \"approver\""));
    EXPECT_FALSE(with("\"system-manager\"", "\"approver\""));
    EXPECT_FALSE(with("\"locked\": true", "\"locked\": 1"));
    EXPECT_FALSE(with("\"failures\": 7", "\"failures\": -7"));
    EXPECT_FALSE(with("\"failures\": 7", "\"failures\": 7, \"more\": 1"));
    EXPECT_FALSE(with("$argon2id$", "$argon2i$"));
    EXPECT_FALSE(with("yamada", "Yamada"));
    EXPECT_FALSE(with("\"totp\"", "\"none\""));
    EXPECT_FALSE(with("\"0707", "\"07"));
    EXPECT_FALSE(with("\"confirmed\": true", "\"confirmed\": null"));
    EXPECT_FALSE(with("\"last_step\": 60", "\"last_step\": -60"));
    EXPECT_FALSE(with("\"details\": {}", "\"details\": {\"more\": \"\"}"));
    EXPECT_FALSE(with("\"details\": {}", "\"details\": {\"until\": \"soon\"}"));
    write(folder, "{\"version\":3,\"accounts\":[]}");
    EXPECT_FALSE(load(open));
    ASSERT_TRUE(save(open, { entry_of("yamada"), entry_of("yamada") }));
    EXPECT_FALSE(load(open));
}

// Written by a station that knew neither days nor second factors.
TEST(AccountsFile, IsReadInItsFirstForm)
{
    Folder folder;
    auto open = folder.open();
    write(
        folder, R"({"version":1,"accounts":[{"name":"yamada","person":"Yamada","roles":["approver"],
        "offices":[],"locked":false,"hash":"$argon2id$v=19$m=8,t=1,p=1$c2FsdA$dGFn","failures":2,
        "last_failure":5}]})");
    auto entries = load(open);
    ASSERT_TRUE(entries) << entries.error().message;
    EXPECT_EQ(entries.value()[0].failures, 2u);
    EXPECT_FALSE(entries.value()[0].second_factor);
}

TEST(AccountsFile, IsNotFollowedThroughALink)
{
    Folder folder, other;
    auto open = folder.open();
    ASSERT_TRUE(save(other.open(), { entry_of("yamada") }));
    std::filesystem::create_symlink(
        other.path() / "accounts.json", folder.path() / "accounts.json");
    EXPECT_FALSE(load(open));
    EXPECT_TRUE(exists(open).value()); // So no new first administrator, either.
}
