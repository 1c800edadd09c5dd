// SPDX-License-Identifier: MIT
#include "kiosk/people/register.h"

#include "kiosk/people/delay.h"
#include "kiosk/people/password.h"
#include "tests/unit/people/bench.h"

#include <gmock/gmock.h>

using namespace people;
using namespace people_test;
using policy::Role;

TEST_F(PeopleRegister, KnowsNobodyBeforeTheFirstAdministratorIsMade)
{
    Folder empty;
    EXPECT_FALSE(exists(empty.open()).value());
    EXPECT_FALSE(Register::open(empty.open(), clock, policy, cheap));
    EXPECT_FALSE(create_first(empty.open(), clock, policy, "admin", "Suzuki", "admin123", cheap));
    EXPECT_FALSE(exists(empty.open()).value());
    EXPECT_TRUE(create_first(empty.open(), clock, policy, "admin", "Suzuki", right, cheap));
    EXPECT_FALSE(create_first(empty.open(), clock, policy, "other", "Sato", right, cheap));
}

TEST_F(PeopleRegister, VouchesForWhoeverHasThePassword)
{
    auto principal = people->authenticate({ "yamada", right });
    ASSERT_TRUE(principal);
    EXPECT_EQ(principal.value().person, "Yamada");
    EXPECT_THAT(principal.value().roles, testing::ElementsAre(Role::Submitter));
    EXPECT_EQ(policy::Actor(actor_of(principal.value())).person, "Yamada");
    EXPECT_FALSE(people->authenticate({ "yamada", "wrong-password" }));
    restart();
    EXPECT_TRUE(people->authenticate({ "yamada", right }));
}

TEST_F(PeopleRegister, SaysTheSameForEveryReason)
{
    ASSERT_TRUE(people->lock(admin, "yamada"));
    auto locked = people->authenticate({ "yamada", right });
    auto unknown = people->authenticate({ "nobody", right });
    auto wrong = people->authenticate({ "admin", "wrong-password" });
    ASSERT_FALSE(locked || unknown || wrong);
    EXPECT_EQ(locked.error().message, unknown.error().message);
    EXPECT_EQ(locked.error().message, wrong.error().message);
}

TEST_F(PeopleRegister, LetsOnlyActiveAdministratorsChangeAccounts)
{
    auto submitter = people->authenticate({ "yamada", right }).take();
    Account sato { "sato", "Sato", { Role::Approver }, { "security-manager" }, {} };
    EXPECT_FALSE(people->add(submitter, sato, right));
    EXPECT_FALSE(people->lock(submitter, "admin"));
    EXPECT_FALSE(people->set_password(submitter, "admin", "other-password"));
    auto forged = submitter;
    forged.roles = { Role::Administrator };
    EXPECT_FALSE(people->add(forged, sato, right)); // The register's own word counts.
    EXPECT_TRUE(people->add(admin, sato, right));
    EXPECT_FALSE(people->add(admin, sato, right));
    EXPECT_FALSE(people->lock(admin, "admin"));
    EXPECT_FALSE(people->lock(admin, "nobody"));
    EXPECT_EQ(people->list().size(), 3u);
}

// P6: not in one account, and not in two of the same person.
TEST_F(PeopleRegister, KeepsAuditorsApartFromEveryOtherRole)
{
    auto add = [&](std::string name, std::string person, std::vector<Role> roles) {
        return !!people->add(
            admin, { std::move(name), std::move(person), std::move(roles), {}, {} }, right);
    };
    EXPECT_FALSE(add("both", "Kato", { Role::Auditor, Role::Approver }));
    EXPECT_FALSE(add("audit-1", "Yamada", { Role::Auditor }));
    EXPECT_TRUE(add("audit-2", "Kato", { Role::Auditor }));
    EXPECT_FALSE(add("kato-2", "Kato", { Role::Administrator }));
    EXPECT_TRUE(add("audit-3", "Kato", { Role::Auditor }));
    EXPECT_TRUE(add("yamada-2", "Yamada", { Role::Approver }));
}

TEST_F(PeopleRegister, RefusesIllFormedAccounts)
{
    auto good = [&](Account account) { return !!people->add(admin, account, right); };
    EXPECT_FALSE(good({ "", "P", { Role::Submitter }, {}, {} }));
    EXPECT_FALSE(good({ "A", "P", { Role::Submitter }, {}, {} }));
    EXPECT_FALSE(good({ std::string(33, 'a'), "P", { Role::Submitter }, {}, {} }));
    EXPECT_TRUE(good({ std::string(32, 'a'), "P", { Role::Submitter }, {}, {} }));
    EXPECT_FALSE(good({ "a", "", { Role::Submitter }, {}, {} }));
    EXPECT_FALSE(good({ "a", "P\xE2\x80\x8B", { Role::Submitter }, {}, {} })); // Zero width space.
    EXPECT_FALSE(good({ "a", "P ", { Role::Submitter }, {}, {} }));
    EXPECT_FALSE(good({ "a", "P", {}, {}, {} }));
    EXPECT_FALSE(good({ "a", "P", { Role::Submitter, Role::Submitter }, {}, {} }));
    EXPECT_FALSE(good({ "a", "P", { Role::Submitter }, { "Office" }, {} }));
}

TEST_F(PeopleRegister, DoesNotHearTriesThatComeTooEarlyAcrossARestart)
{
    for (unsigned i = 0; i < free_failures; ++i) {
        EXPECT_EQ(wait_for("yamada"), std::chrono::seconds(0));
        EXPECT_FALSE(people->authenticate({ "yamada", "wrong-password" }));
    }
    EXPECT_EQ(wait_for("yamada"), std::chrono::seconds(10));
    EXPECT_FALSE(people->authenticate({ "yamada", right }));
    restart();
    EXPECT_FALSE(people->authenticate({ "yamada", right }));
    clock.move(std::chrono::seconds(9));
    EXPECT_FALSE(people->authenticate({ "yamada", right }));
    clock.move(std::chrono::seconds(1));
    EXPECT_TRUE(people->authenticate({ "yamada", right }));
    EXPECT_EQ(wait_for("yamada"), std::chrono::seconds(0));
}

TEST_F(PeopleRegister, WaitsNoShorterWhenTheClockIsSetBack)
{
    for (unsigned i = 0; i < free_failures; ++i)
        EXPECT_FALSE(people->authenticate({ "yamada", "wrong-password" }));
    clock.move(std::chrono::hours(-24 * 365));
    EXPECT_EQ(wait_for("yamada"), std::chrono::seconds(10));
    EXPECT_FALSE(people->authenticate({ "yamada", right }));
}

// T81: a day of guessing without a break, with a restart before every hundredth try.
TEST_F(PeopleRegister, AllowsFewGuessesInADay)
{
    auto guesses = 0;
    for (auto second = 0; second < 86'400; second += 5) {
        if (second % 500 == 0)
            restart();
        if (wait_for("yamada") == std::chrono::seconds(0)) {
            ++guesses;
            EXPECT_FALSE(people->authenticate({ "yamada", "wrong-password" }));
        }
        clock.move(std::chrono::seconds(5));
    }
    EXPECT_LE(guesses, 110);
    EXPECT_GE(guesses, 50); // And the rightful owner is never kept out for long.
}

// Whoever can make the disk refuse must not get free guesses for it, right or wrong.
TEST_F(PeopleRegister, AnswersNothingWhenAFailureCannotBeKept)
{
    std::filesystem::create_directories(folder.path() / "accounts.json.new" / "full");
    EXPECT_FALSE(people->authenticate({ "yamada", right }));
    EXPECT_FALSE(people->authenticate({ "yamada", "wrong-password" }));
    std::filesystem::remove_all(folder.path() / "accounts.json.new");
    EXPECT_TRUE(people->authenticate({ "yamada", right }));
}

// What the record does not take is not done: neither now nor after a restart.
TEST_F(PeopleRegister, ChangesNothingThatCannotBeToldOf)
{
    Folder empty;
    auto full = [] { return Result<void>(Error { "the ledger is full" }); };
    EXPECT_FALSE(create_first(empty.open(), clock, policy, "admin", "Suzuki", right, cheap, full));
    EXPECT_FALSE(exists(empty.open()).value());

    int told = 0;
    people->tell_first([&] { return ++told, full(); });
    EXPECT_FALSE(people->lock(admin, "yamada"));
    EXPECT_FALSE(people->set_password(admin, "yamada", "other-password"));
    EXPECT_FALSE(people->set_roles(admin, "yamada", { Role::Approver }, {}));
    EXPECT_FALSE(people->add(admin, { "sato", "Sato", { Role::Submitter }, {} }, right));
    EXPECT_EQ(told, 4);
    EXPECT_FALSE(people->lock(admin, "nobody"));
    EXPECT_EQ(told, 4) << "what is refused anyhow is no change";
    for (bool anew : { false, true }) {
        if (anew)
            restart();
        auto as_before = people->authenticate({ "yamada", right });
        ASSERT_TRUE(as_before);
        EXPECT_THAT(as_before.value().roles, testing::ElementsAre(Role::Submitter));
        EXPECT_EQ(people->list().size(), 2u);
    }
}

TEST_F(PeopleRegister, IsOpenOnceAtATime)
{
    EXPECT_FALSE(Register::open(folder.open(), clock, policy, cheap));
    people.reset();
    EXPECT_TRUE(Register::open(folder.open(), clock, policy, cheap));
}

TEST_F(PeopleRegister, TakesAnUnlockedAccountAndANewPassword)
{
    ASSERT_TRUE(people->lock(admin, "yamada"));
    EXPECT_EQ(people->list()[1].account.state, Account::State::Locked);
    ASSERT_TRUE(people->unlock(admin, "yamada"));
    ASSERT_TRUE(people->set_password(admin, "yamada", "other-password"));
    EXPECT_FALSE(people->set_password(admin, "yamada", "short"));
    EXPECT_FALSE(people->authenticate({ "yamada", right }));
    EXPECT_TRUE(people->authenticate({ "yamada", "other-password" }));
}

TEST(Delay, GrowsAndStopsAtAQuarterOfAnHour)
{
    using std::chrono::seconds;
    EXPECT_EQ(delay_after(0), seconds(0));
    EXPECT_EQ(delay_after(free_failures - 1), seconds(0));
    EXPECT_EQ(delay_after(free_failures), seconds(10));
    EXPECT_EQ(delay_after(free_failures + 1), seconds(20));
    EXPECT_EQ(delay_after(free_failures + 6), seconds(640));
    EXPECT_EQ(delay_after(free_failures + 7), seconds(900));
    EXPECT_EQ(delay_after(UINT32_MAX), seconds(900));
    EXPECT_EQ(wait_left(free_failures, 100, 105), seconds(5));
    EXPECT_EQ(wait_left(free_failures, INT64_MAX, 0), seconds(10));
    EXPECT_EQ(wait_left(free_failures, INT64_MIN, INT64_MAX), seconds(0));
}
