// SPDX-License-Identifier: MIT
// A million random lives of transfers, against a model written apart that knows only who did what
// and when (T85): step for step both must agree, and what is released was agreed on by the right
// people, none of them twice, none of them its submitter, under no account, role or deputy.
#include "tests/unit/policy-transfer/model.h"

#include <gtest/gtest.h>

#include <random>

using namespace policy;
using namespace transfer_test;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr auto sequences = 50'000;
#else
constexpr auto sequences = 1'000'000;
#endif
const std::string content = std::string(64, 'a');
const std::string other_content = std::string(64, 'b');

class Dice {
public:
    unsigned below(unsigned n) { return static_cast<unsigned>(m_generator() % n); }
    bool one_in(unsigned n) { return below(n) == 0; }

private:
    std::mt19937_64 m_generator { 20261121 };
};

Policy any_policy(Dice& dice)
{
    static const Words routes[] { { "approver" }, { "security", "approver" },
        { "security", "system" }, { "system", "approver" } };
    static const Words unlocks[] { {}, {}, { "system" }, { "system", "approver" } };
    Policy policy;
    policy.zones = { "z" };
    policy.offices = { { "security", "", {} }, { "system", "", {} } };
    ApprovalRoute route;
    route.roles = routes[dice.below(4)];
    route.count = static_cast<unsigned>(route.roles.size()) + dice.one_in(4);
    route.order = dice.one_in(3) ? Order::Listed : Order::Any;
    route.unlock = unlocks[dice.below(4)];
    route.unlock_holds = std::chrono::seconds(unlock_holds);
    route.witness = dice.one_in(4) ? WitnessRule::Required : WitnessRule::None;
    policy.approvals = { route };
    if (dice.one_in(3))
        policy.people.break_glass_by = { "security" };
    policy.people.reviewed_by = { "system" };
    return policy;
}

std::vector<Grant> any_exceptions(Dice& dice)
{
    if (!dice.one_in(4))
        return {};
    static const std::string waived[] { "security", "system", "witness" };
    static const std::string untils[] { "2026-11-21", "2026-11-22", "2027-01-01" };
    Grant grant;
    grant.kind = dice.one_in(8) ? Grant::Kind::Deputy : Grant::Kind::Exception;
    grant.state = dice.one_in(4) ? Grant::State::Asked : Grant::State::Accepted;
    grant.from = dice.one_in(6) ? "2026-11-23" : "2026-01-01";
    grant.until = untils[dice.below(3)];
    grant.waives = waived[dice.below(3)];
    if (dice.one_in(4))
        grant.transfer_class = TransferClass::Update; // Ours are documents.
    if (dice.one_in(4))
        grant.label = { 1, 1, 1 }; // Ours are of the highest.
    return { grant };
}

Actor anybody(Dice& dice)
{
    static const std::string people[] { "p", "q", "r", "s", "t", "u" };
    Actor actor;
    actor.person = people[dice.below(6)];
    actor.account = actor.person + std::to_string(dice.below(3));
    for (auto role : { Role::Submitter, Role::Approver, Role::Auditor, Role::Witness }) {
        if (role == Role::Auditor ? dice.one_in(12) : dice.below(3) > 0)
            actor.roles.push_back(role);
    }
    if (dice.one_in(5))
        actor.deputy_for = people[dice.below(6)];
    for (const auto* office : { "security", "system" }) {
        if (dice.one_in(2))
            actor.offices.emplace_back(office);
    }
    return actor;
}

struct Tally {
    int released { 0 };
    int refused { 0 };
    int said[4] {};
    int run_out { 0 };
    int reviewed { 0 };
};

class Life {
public:
    Life(Dice& dice, Tally& tally)
        : m_dice(dice)
        , m_tally(tally)
        , m_policy(any_policy(dice))
        , m_grants(any_exceptions(dice))
    {
    }

    void live()
    {
        auto submitter = anybody(m_dice);
        auto transfer = submit(submitter);
        while (!transfer) {
            ASSERT_TRUE(!Model::is_clean(submitter) || !Model::has(submitter, Role::Submitter));
            submitter = anybody(m_dice);
            transfer = submit(submitter);
        }
        ASSERT_TRUE(Model::is_clean(submitter) && Model::has(submitter, Role::Submitter));
        m_transfer = transfer.take();
        Model model(m_policy, m_grants, submitter);
        for (auto step = 0; step < 12 && !testing::Test::HasFatalFailure(); ++step) {
            m_now += m_dice.one_in(6) ? 60 : m_dice.one_in(30) ? -40 : 3;
            act(model, submitter);
            ASSERT_EQ(m_transfer->state() == TransferState::Checked, model.checked);
            ASSERT_EQ(m_transfer->state() == TransferState::Approved, model.approved);
        }
    }

private:
    Result<Transfer> submit(const Actor& submitter)
    {
        return Transfer::submit(
            m_policy, submitter, { "t", TransferClass::Document, "z", Label {}, "maintenance" });
    }

    Ground ground() const { return { m_policy, m_grants, m_now, today }; }

    void act(Model& model, const Actor& submitter)
    {
        auto what = m_dice.below(10);
        auto over = is_over(m_transfer->state());
        if (what < 6 && m_transfer->state() == TransferState::Submitted) {
            ASSERT_TRUE(m_transfer->finish_check(content));
            model.checked = true;
        } else if (what < 6) {
            say(model);
        } else if (what < 8) {
            release(model, submitter);
        } else if (m_dice.one_in(12)) {
            if (m_transfer->fail("power"))
                model.checked = model.approved = false;
            ASSERT_TRUE(is_over(m_transfer->state()));
        } else if (m_dice.one_in(2)) { // A restart in between.
            auto restored = Transfer::restore(m_transfer->record());
            ASSERT_TRUE(restored) << restored.error().message;
            m_transfer = restored.take();
        } else {
            review();
        }
        if (over) {
            ASSERT_TRUE(is_over(m_transfer->state()));
        }
    }

    void say(Model& model)
    {
        auto actor = anybody(m_dice);
        static constexpr Consent all[] { Consent::Content, Consent::Content, Consent::Content,
            Consent::Unlock, Consent::Unlock, Consent::Witness, Consent::BreakGlass };
        auto consent = all[m_dice.below(7)];
        const auto& seen = m_dice.one_in(16) ? other_content : content;
        auto may = seen == content && model.may_say(actor, consent, m_now);
        auto said = m_transfer->approve(
            ground(), actor, seen, consent, consent == Consent::BreakGlass ? "fire" : "");
        ASSERT_EQ(!!said, may) << (said ? "taken" : said.error().message);
        if (!may)
            return;
        model.say({ actor, consent, m_now });
        ++m_tally.said[static_cast<int>(consent)];
        if (model.checked && model.agreed(m_now)) {
            model.checked = false;
            model.approved = true;
        }
    }

    void release(Model& model, const Actor& submitter)
    {
        auto actor = m_dice.one_in(2) ? submitter : anybody(m_dice);
        const auto& seen = m_dice.one_in(16) ? other_content : content;
        auto own = Model::has(actor, Role::Submitter) && actor.person == submitter.person;
        auto may = model.approved && seen == content && Model::is_clean(actor)
            && (own || Model::has(actor, Role::Approver)) && model.agreed(m_now);
        m_tally.run_out += model.approved && !model.agreed(m_now);
        auto released = m_transfer->release(ground(), actor, seen);
        ASSERT_EQ(!!released, may) << (released ? "released" : released.error().message);
        m_tally.refused += !may;
        if (!may)
            return;
        // Whatever the rules are: two people at least, and none of them twice.
        ASSERT_FALSE(m_transfer->record().approvals.empty());
        for (const auto& one : m_transfer->record().approvals)
            ASSERT_FALSE(Model::meets(one.by, submitter));
        if (m_dice.one_in(3)) {
            ASSERT_TRUE(m_transfer->interrupt_release());
            return;
        }
        ASSERT_TRUE(m_transfer->finish_release());
        ++m_tally.released;
        model.approved = false;
    }

    void review()
    {
        auto actor = anybody(m_dice);
        const auto* broken = m_transfer->record().broken_glass();
        auto may = Model::is_clean(actor) && broken && m_transfer->record().is_red()
            && std::count(actor.offices.begin(), actor.offices.end(), "system") > 0
            && !Model::meets(actor, broken->by)
            && !Model::meets(actor, m_transfer->record().submitter);
        ASSERT_EQ(!!m_transfer->review(ground(), actor, "looked at"), may);
        m_tally.reviewed += may;
    }

    Dice& m_dice;
    Tally& m_tally;
    Policy m_policy;
    std::vector<Grant> m_grants;
    std::optional<Transfer> m_transfer;
    std::int64_t m_now { 1'000 };
};

}

TEST(TransferModel, AgreesStepForStepInEverySequence)
{
    Dice dice;
    Tally tally;
    for (auto sequence = 0; sequence < sequences && !HasFatalFailure(); ++sequence)
        Life(dice, tally).live();
    // Else the sequences went nowhere.
    EXPECT_GT(tally.released, sequences / 100);
    EXPECT_GT(tally.refused, sequences / 10);
    EXPECT_GT(tally.run_out, sequences / 2'000);
    EXPECT_GT(tally.reviewed, sequences / 2'000);
    for (auto said : tally.said)
        EXPECT_GT(said, sequences / 200);
}
