// SPDX-License-Identifier: MIT
#include "tests/unit/people/bench.h"

using namespace people;
using namespace people_test;

class SecondFactorOf : public PeopleRegister {
protected:
    void enrol()
    {
        auto begun = people->begin_enrolment({ "yamada", right });
        ASSERT_TRUE(begun) << begun.error().message;
        secret = begun.take();
        auto confirmed = people->confirm_enrolment({ "yamada", right }, code_of(secret));
        ASSERT_TRUE(confirmed) << confirmed.error().message;
        clock.move(std::chrono::seconds(30));
    }

    bool may_act(const std::string& code)
    {
        return !!people->authenticate({ "yamada", right, code });
    }

    base::Bytes secret;
};

TEST_F(SecondFactorOf, IsAllThatAnAccountCanDoBeforeItHasOneWhereThePolicyWantsIt)
{
    policy.people = {}; // What a policy that says nothing of it wants.
    EXPECT_FALSE(people->authenticate({ "yamada", right }));
    EXPECT_FALSE(people->vouch("yamada"));
    auto in = people->log_in({ "yamada", right });
    ASSERT_TRUE(in) << in.error().message;
    EXPECT_EQ(in.value().standing, LoggedIn::Standing::MustEnrol);
    EXPECT_FALSE(people->log_in({ "yamada", "wrong-password" }));
    EXPECT_FALSE(people->begin_enrolment({ "yamada", "wrong-password" }));
    enrol();
    EXPECT_TRUE(may_act(code_of(secret)));
    EXPECT_TRUE(people->vouch("yamada"));
}

TEST_F(SecondFactorOf, IsWantedOfWhoeverHasOneWhateverThePolicySays)
{
    enrol();
    EXPECT_FALSE(may_act(""));
    EXPECT_FALSE(may_act("000000"));
    EXPECT_FALSE(people->log_in({ "yamada", right }));
    EXPECT_FALSE(people->authenticate({ "yamada", "wrong-password", code_of(secret) }));
    EXPECT_TRUE(may_act(code_of(secret)));
}

TEST_F(SecondFactorOf, TakesACodeOnceAlsoAfterARestart)
{
    enrol();
    auto code = code_of(secret);
    EXPECT_TRUE(may_act(code));
    EXPECT_FALSE(may_act(code));
    restart();
    EXPECT_FALSE(may_act(code));
    EXPECT_FALSE(may_act(code_of(secret, -1))); // Nor one from before.
    EXPECT_TRUE(may_act(code_of(secret, 1)));
}

TEST_F(SecondFactorOf, DoesNotTakeTheCodeThatConfirmedItNorAnyOfATimeThatWas)
{
    secret = people->begin_enrolment({ "yamada", right }).take();
    auto code = code_of(secret);
    ASSERT_TRUE(people->confirm_enrolment({ "yamada", right }, code));
    EXPECT_FALSE(may_act(code));
    clock.move(std::chrono::hours(1));
    EXPECT_TRUE(may_act(code_of(secret)));
    clock.move(std::chrono::minutes(-30)); // A clock that was set back opens no old codes.
    EXPECT_FALSE(may_act(code_of(secret)));
}

TEST_F(SecondFactorOf, CountsWrongCodesLikeWrongPasswords)
{
    enrol();
    auto wrong = people->authenticate({ "yamada", right, "000000" });
    auto unknown = people->authenticate({ "nobody", right, "000000" });
    EXPECT_EQ(wrong.error().message, unknown.error().message);
    for (int i = 1; i < 10; ++i) {
        clock.move(std::chrono::hours(1));
        EXPECT_FALSE(may_act("000000"));
    }
    EXPECT_GE(wait_for("yamada"), std::chrono::seconds(160));
    restart();
    EXPECT_FALSE(may_act(code_of(secret)));
    clock.move(wait_for("yamada"));
    EXPECT_TRUE(may_act(code_of(secret)));
}

TEST_F(SecondFactorOf, IsNotTakenOnWithoutACodeOrTwice)
{
    EXPECT_FALSE(people->confirm_enrolment({ "yamada", right }, "123456"));
    auto first = people->begin_enrolment({ "yamada", right }).take();
    secret = people->begin_enrolment({ "yamada", right }).take();
    EXPECT_NE(first, secret);
    EXPECT_FALSE(people->confirm_enrolment({ "yamada", right }, code_of(first)));
    EXPECT_TRUE(people->authenticate({ "yamada", right })); // Begun is not there.
    EXPECT_EQ(people->list()[1].second_factor, SecondFactors::Begun);
    ASSERT_TRUE(people->confirm_enrolment({ "yamada", right }, code_of(secret)));
    EXPECT_EQ(people->list()[1].second_factor, SecondFactors::There);
    clock.move(std::chrono::seconds(30));
    EXPECT_FALSE(people->begin_enrolment({ "yamada", right, code_of(secret) }));
    EXPECT_FALSE(people->begin_enrolment({ "yamada", right }));
}

TEST_F(SecondFactorOf, IsResetByAnAdministratorAlone)
{
    enrol();
    auto yamada = people->authenticate({ "yamada", right, code_of(secret) }).take();
    EXPECT_FALSE(people->reset_second_factor(yamada, "yamada"));
    EXPECT_TRUE(people->reset_second_factor(admin, "yamada"));
    EXPECT_TRUE(people->authenticate({ "yamada", right }));
    enrol();
    EXPECT_FALSE(people->authenticate({ "yamada", right }));
}

TEST_F(SecondFactorOf, TakesNoCodeThatItCannotKeepAsTaken)
{
    enrol();
    std::filesystem::create_directories(folder.path() / "accounts.json.new" / "full");
    EXPECT_FALSE(may_act(code_of(secret)));
    std::filesystem::remove_all(folder.path() / "accounts.json.new");
    EXPECT_TRUE(may_act(code_of(secret)));
}
