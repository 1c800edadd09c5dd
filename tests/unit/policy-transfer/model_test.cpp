// SPDX-License-Identifier: MIT
// Random lives of transfers, against a model that knows only who did what (T85): no released
// transfer was ever approved by its submitter, under any account, role or deputy.
#include "policy/transfer/transfer.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

using namespace policy;

namespace {

constexpr auto sequences = 100'000;
const std::string content = std::string(64, 'a');
const std::string other_content = std::string(64, 'b');

Policy policy_with(unsigned count)
{
    Policy policy;
    policy.zones = { "z" };
    policy.offices = { { "security", "", {} } };
    ApprovalRoute route;
    route.roles = count == 1 ? std::vector<std::string> { "approver" }
                             : std::vector<std::string> { "security", "approver" };
    route.count = count;
    policy.approvals = { route };
    return policy;
}

class Dice {
public:
    unsigned below(unsigned n) { return static_cast<unsigned>(m_generator() % n); }
    bool one_in(unsigned n) { return below(n) == 0; }

private:
    std::mt19937_64 m_generator { 20261121 };
};

Actor anybody(Dice& dice)
{
    static const std::string people[] { "p", "q", "r", "s" };
    Actor actor;
    actor.person = people[dice.below(4)];
    actor.account = actor.person + std::to_string(dice.below(3));
    for (auto role : { Role::Submitter, Role::Approver, Role::Auditor, Role::Administrator }) {
        if (dice.one_in(role == Role::Auditor || role == Role::Administrator ? 6 : 2))
            actor.roles.push_back(role);
    }
    if (dice.one_in(3))
        actor.deputy_for = people[dice.below(4)];
    if (dice.one_in(2))
        actor.offices = { "security" };
    return actor;
}

std::set<std::string> behind(const Actor& actor)
{
    std::set<std::string> people { actor.person };
    if (!actor.deputy_for.empty())
        people.insert(actor.deputy_for);
    return people;
}

bool disjoint(const std::set<std::string>& a, const std::set<std::string>& b)
{
    return std::none_of(a.begin(), a.end(), [&](const auto& one) { return b.contains(one); });
}

}

TEST(TransferModel, NobodyEverApprovesTheirOwnInAnySequence)
{
    Dice dice;
    auto released = 0;
    auto approvals = 0;
    for (auto sequence = 0; sequence < sequences; ++sequence) {
        auto count = 1 + dice.below(2);
        auto policy = policy_with(count);
        auto submitter = anybody(dice);
        auto submitted = Transfer::submit(
            policy, submitter, { "t", TransferClass::Document, "z", Label {}, "maintenance" });
        if (!submitted)
            continue;
        ASSERT_TRUE(submitter.has(Role::Submitter));
        ASSERT_FALSE(submitter.has(Role::Auditor));
        auto transfer = submitted.take();
        std::vector<Actor> agreed; // The model.
        for (auto step = 0; step < 14; ++step) {
            auto actor = anybody(dice);
            const auto& seen = dice.one_in(8) ? other_content : content;
            auto before = transfer.state();
            switch (dice.below(9)) {
            case 0: (void)!transfer.finish_check(content); break;
            case 1:
                if (dice.one_in(4))
                    (void)!transfer.reject(actor, "no");
                break;
            case 2:
                if (transfer.release(policy, actor, seen)) {
                    ASSERT_EQ(before, TransferState::Approved);
                    ASSERT_EQ(seen, content);
                    ASSERT_GE(agreed.size(), count);
                }
                break;
            case 3: (void)!transfer.finish_release(); break;
            case 4:
                if (dice.one_in(8))
                    (void)!transfer.fail("power");
                break;
            case 6:
                if (transfer.interrupt_release()) {
                    ASSERT_EQ(before, TransferState::Releasing);
                    ASSERT_EQ(transfer.state(), TransferState::Approved);
                }
                break;
            case 5: { // A restart in between.
                auto restored = Transfer::restore(transfer.record());
                ASSERT_TRUE(restored) << restored.error().message;
                transfer = restored.take();
                break;
            }
            default:
                if (!transfer.approve(policy, actor, seen))
                    break;
                ++approvals;
                ASSERT_EQ(before, TransferState::Checked);
                ASSERT_EQ(seen, content);
                ASSERT_TRUE(actor.has(Role::Approver));
                ASSERT_FALSE(actor.has(Role::Auditor));
                ASSERT_TRUE(disjoint(behind(actor), behind(submitter)));
                for (const auto& earlier : agreed)
                    ASSERT_TRUE(disjoint(behind(actor), behind(earlier)));
                agreed.push_back(actor);
            }
            if (is_over(before)) {
                ASSERT_EQ(transfer.state(), before);
            }
            ASSERT_EQ(transfer.record().approvals.size(), agreed.size());
        }
        if (transfer.state() == TransferState::Released) {
            ++released;
            auto has_security = std::any_of(agreed.begin(), agreed.end(),
                [](const Actor& actor) { return !actor.offices.empty(); });
            ASSERT_TRUE(count == 1 || has_security);
        }
    }
    EXPECT_GT(released, 100); // Else the sequences went nowhere.
    EXPECT_GT(approvals, 5'000);
}
