// SPDX-License-Identifier: MIT
#include "kiosk/core/base/day.h"
#include "tests/unit/people/bench.h"

#include <gmock/gmock.h>

using namespace people;
using namespace people_test;
using policy::Role;
using testing::HasSubstr;

class Accounts : public PeopleRegister {
protected:
    std::string day(int from_today) const
    {
        auto now = std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch());
        return base::day_of(now.count() + from_today * 86'400);
    }

    void set(Details details)
    {
        auto done = people->set_details(admin, "yamada", std::move(details));
        EXPECT_TRUE(done) << done.error().message;
    }

    // Empty: they may.
    std::string why_not(std::string_view name = "yamada")
    {
        auto known = people->authenticate({ name, right });
        EXPECT_EQ(!!known, !!people->vouch(name));
        return known ? "" : known.error().message;
    }
};

TEST_F(Accounts, HoldOnTheirDaysAlone)
{
    Details details;
    details.from = day(1);
    details.until = day(3);
    set(details);
    EXPECT_THAT(why_not(), HasSubstr("holds from " + day(1)));
    for (int i = 1; i <= 3; ++i) {
        clock.move(std::chrono::hours(24));
        EXPECT_EQ(why_not(), "") << i;
    }
    clock.move(std::chrono::hours(24));
    EXPECT_THAT(why_not(), HasSubstr("until"));
    EXPECT_FALSE(people->log_in({ "yamada", right }));
    // Who cannot prove who they are hears none of it.
    auto stranger = people->authenticate({ "yamada", "wrong-password" });
    EXPECT_THAT(stranger.error().message, Not(HasSubstr("until")));
}

TEST_F(Accounts, OfContractorsEndWithTheContractAndCanOnlySubmit)
{
    Details details;
    details.company = "水道機工";
    EXPECT_FALSE(people->set_details(admin, "yamada", details));
    details.contract = "R8-12";
    details.responsible = "Ito";
    EXPECT_FALSE(people->set_details(admin, "yamada", details));
    details.contract_until = day(0);
    set(details);
    EXPECT_EQ(why_not(), "");
    EXPECT_FALSE(people->set_roles(admin, "yamada", { Role::Submitter, Role::Approver }, {}));
    EXPECT_FALSE(people->set_roles(admin, "yamada", { Role::Witness }, {}));
    restart();
    clock.move(std::chrono::hours(24));
    EXPECT_THAT(why_not(), HasSubstr("contract has ended"));
}

TEST_F(Accounts, WaitForATrainingThatIsNotTooOld)
{
    policy.people.training_max_age_days = 365;
    EXPECT_THAT(why_not(), HasSubstr("no training"));
    EXPECT_EQ(why_not("admin"), ""); // Or nobody could enter one.
    Details details;
    details.trained = day(-365);
    set(details);
    EXPECT_EQ(why_not(), "");
    clock.move(std::chrono::hours(24));
    EXPECT_THAT(why_not(), HasSubstr("365 days"));
    details.trained = day(1); // It has not been yet.
    set(details);
    EXPECT_NE(why_not(), "");
}

TEST_F(Accounts, TellTheLastLoginAndTheFailuresSince)
{
    auto first = people->log_in({ "yamada", right });
    ASSERT_TRUE(first);
    EXPECT_EQ(first.value().last_login, 0);
    EXPECT_EQ(first.value().failures, 0u);
    clock.move(std::chrono::hours(1));
    EXPECT_FALSE(people->authenticate({ "yamada", "wrong-password" }));
    EXPECT_FALSE(people->log_in({ "yamada", "wrong-password" }));
    EXPECT_TRUE(people->authenticate({ "yamada", right })); // No login, so nothing is forgotten.
    restart();
    auto second = people->log_in({ "yamada", right });
    EXPECT_EQ(second.value().last_login, 1'800'000'000);
    EXPECT_EQ(second.value().failures, 2u);
    EXPECT_EQ(people->log_in({ "yamada", right }).value().failures, 0u);
}

TEST_F(Accounts, HaveThePowersOfTheirOffices)
{
    policy.offices = { { "security-manager", "情報セキュリティ管理者", { Role::Approver } },
        { "auditor", "監査", { Role::Auditor } }, { "staff", "担当者", {} } };
    ASSERT_TRUE(people->set_roles(admin, "yamada", {}, { "security-manager", "staff" }));
    auto known = people->authenticate({ "yamada", right });
    ASSERT_TRUE(known);
    EXPECT_THAT(known.value().roles, testing::ElementsAre(Role::Approver));
    EXPECT_FALSE(people->set_roles(admin, "yamada", {}, { "security-manager", "auditor" }));
    EXPECT_FALSE(people->set_roles(admin, "yamada", {}, {}));
    Account second { "yamada-2", "Yamada", {}, { "auditor" }, {} };
    EXPECT_FALSE(people->add(admin, second, right));
    // A policy that changes cannot join what was kept apart.
    policy.offices[0].powers = { Role::Auditor };
    policy.offices[2].powers = { Role::Submitter };
    EXPECT_THAT(why_not(), HasSubstr("auditor"));
}

TEST_F(Accounts, KeepTheirDetailsAndRefuseThoseThatMeanNothing)
{
    Details details;
    details.section = "浄水課";
    details.from = "2026-04-01";
    details.until = "2030-03-31";
    details.trained = "2026-05-01";
    set(details);
    restart();
    const auto kept = people->list()[1].account.details;
    EXPECT_EQ(kept.section, "浄水課");
    EXPECT_EQ(kept.until, "2030-03-31");
    EXPECT_EQ(kept.trained, "2026-05-01");
    auto refused = [&](auto change) {
        auto one = details;
        change(one);
        return !people->set_details(admin, "yamada", one);
    };
    EXPECT_TRUE(refused([](Details& d) { d.from = "2026-02-30"; }));
    EXPECT_TRUE(refused([](Details& d) { d.until = "tomorrow"; }));
    EXPECT_TRUE(refused([](Details& d) { d.until = "2026-03-31"; }));
    EXPECT_TRUE(refused([](Details& d) { d.section = "two\nlines"; }));
    EXPECT_TRUE(refused([](Details& d) { d.section = std::string(101, 'x'); }));
    EXPECT_FALSE(people->set_details(admin, "admin", details));
}
