// SPDX-License-Identifier: MIT
// Unlock, witness, order, exceptions, and the broken glass.
#include "tests/unit/policy-transfer/bench.h"

using namespace policy;
using namespace transfer_test;

static const Actor witness = person("mori", { Role::Witness });

static Policy guarded()
{
    auto policy = policy_with({ "security" });
    policy.approvals[0].unlock = { "system" };
    policy.approvals[0].unlock_holds = std::chrono::seconds(600);
    policy.approvals[0].witness = WitnessRule::Required;
    policy.people.break_glass_by = { "system" };
    policy.people.reviewed_by = { "security" };
    return policy;
}

TEST(Transfer, IsUnlockedWitnessedAndAgreedOnByThreePeople)
{
    auto policy = guarded();
    auto transfer = checked(policy);
    EXPECT_FALSE(transfer.approve(policy, security, content, Consent::Unlock)); // Not their office.
    EXPECT_FALSE(transfer.approve(policy, system_manager, content)); // Nor theirs.
    EXPECT_FALSE(transfer.approve(policy, witness, content));
    EXPECT_FALSE(transfer.approve(policy, security, content, Consent::Witness));
    auto step = [&](const Actor& actor, Consent consent) {
        return transfer.approve(policy, actor, content, consent).value();
    };
    EXPECT_EQ(step(security, Consent::Content), TransferState::Checked);
    EXPECT_FALSE(transfer.release(policy, submitter, content));
    EXPECT_EQ(step(system_manager, Consent::Unlock), TransferState::Checked);
    EXPECT_FALSE(transfer.approve(policy, system_manager, content, Consent::Unlock));
    EXPECT_EQ(step(witness, Consent::Witness), TransferState::Approved);
    EXPECT_TRUE(transfer.release(policy, submitter, content));
}

TEST(Transfer, IsNotUnlockedByWhoAgreedOnItsContent)
{
    auto policy = guarded();
    auto both = person("both", { Role::Approver, Role::Witness }, { "security", "system" });
    auto transfer = checked(policy);
    ASSERT_TRUE(transfer.approve(policy, both, content));
    EXPECT_FALSE(transfer.approve(policy, both, content, Consent::Unlock));
    EXPECT_FALSE(transfer.approve(policy, both, content, Consent::Witness));
}

// L-35: an unlock is for a while, and for these files.
TEST(Transfer, IsLockedAgainWhenTheTimeIsOver)
{
    auto policy = guarded();
    policy.approvals[0].witness = WitnessRule::None;
    auto at = [&](std::int64_t now) { return Ground(policy, {}, now); };
    auto transfer = checked(policy);
    ASSERT_TRUE(transfer.approve(at(1'000), system_manager, content, Consent::Unlock));
    ASSERT_EQ(transfer.approve(at(1'600), security, content).value(), TransferState::Approved);
    auto late = transfer.release(at(1'601), submitter, content);
    ASSERT_FALSE(late);
    EXPECT_NE(late.error().message.find("run out"), std::string::npos);
    EXPECT_FALSE(transfer.release(at(999), submitter, content)); // The clock was set back.
    EXPECT_TRUE(transfer.approve(at(2'000), system_manager, content, Consent::Unlock));
    EXPECT_EQ(transfer.record().approvals.size(), 2u);
    EXPECT_TRUE(transfer.release(at(2'600), submitter, content));
}

TEST(Transfer, IsAgreedOnInTheOrderThatThePolicyLists)
{
    auto policy = policy_with({ "security", "system" }, 2);
    policy.approvals[0].order = Order::Listed;
    auto transfer = checked(policy);
    EXPECT_FALSE(transfer.approve(policy, system_manager, content));
    ASSERT_TRUE(transfer.approve(policy, security, content));
    EXPECT_EQ(transfer.approve(policy, system_manager, content).value(), TransferState::Approved);
    policy.approvals[0].roles = { "system", "security" }; // Who agreed agreed in another order.
    EXPECT_FALSE(transfer.release(policy, submitter, content));
}

TEST(Transfer, BreaksTheGlassWithAReasonAndStaysRedUntilAThirdPersonReviewsIt)
{
    auto policy = guarded();
    auto transfer = checked(policy);
    auto breaks = [&](const Actor& actor, const std::string& reason) {
        return !!transfer.approve(policy, actor, content, Consent::BreakGlass, reason);
    };
    EXPECT_FALSE(breaks(system_manager, ""));
    EXPECT_FALSE(breaks(security, "burst pipe")); // Not theirs to break.
    auto own = person(submitter.person, { Role::Approver }, { "system" });
    EXPECT_FALSE(breaks(own, "burst pipe"));
    EXPECT_FALSE(transfer.record().is_red());
    ASSERT_TRUE(breaks(system_manager, "burst pipe"));
    EXPECT_TRUE(transfer.record().is_red());
    auto stricter = policy;
    stricter.people.break_glass_by = {};
    EXPECT_FALSE(transfer.release(stricter, submitter, content));
    ASSERT_TRUE(transfer.release(policy, submitter, content));
    ASSERT_TRUE(transfer.finish_release());
    EXPECT_TRUE(transfer.record().is_red());
    auto same = person(system_manager.person, { Role::Approver }, { "security" });
    EXPECT_FALSE(transfer.review(policy, same, "fine"));
    EXPECT_FALSE(transfer.review(policy, system_manager, "fine"));
    EXPECT_FALSE(transfer.review(policy, security, ""));
    ASSERT_TRUE(transfer.review(policy, security, "pipe was mended"));
    EXPECT_FALSE(transfer.record().is_red());
    EXPECT_FALSE(transfer.review(policy, security, "again"));
    EXPECT_TRUE(Transfer::restore(transfer.record()));
    auto record = transfer.record();
    record.approvals[0].reason.clear();
    EXPECT_FALSE(Transfer::restore(record));
}

static Grant exception_for(std::string waives)
{
    Grant grant;
    grant.state = Grant::State::Accepted;
    grant.from = "2026-11-01";
    grant.until = "2026-11-30";
    grant.waives = std::move(waives);
    grant.reason = "vacant";
    grant.measure = "camera";
    return grant;
}

// L-03: an exception that has expired stops working by itself, and none removes the second person.
TEST(Transfer, TakesAnExceptionOnItsDaysAndForItsTransfersAlone)
{
    auto policy = policy_with({ "security" });
    policy.approvals[0].witness = WitnessRule::Required;
    auto may = [&](std::string day, std::vector<Grant> grants, const Actor& who) {
        auto transfer = checked(policy);
        auto approved = transfer.approve(Ground(policy, std::move(grants), 0, day), who, content);
        return approved && approved.value() == TransferState::Approved;
    };
    std::vector<Grant> both { exception_for("security"), exception_for("witness") };
    EXPECT_TRUE(may("2026-11-01", both, approver));
    EXPECT_TRUE(may("2026-11-30", both, approver));
    EXPECT_FALSE(may("2026-12-01", both, approver));
    EXPECT_FALSE(may("2026-10-31", both, approver));
    EXPECT_FALSE(may("2026-11-15", { both[0] }, approver)); // The witness is wanted still.
    EXPECT_FALSE(may("2026-11-15", { both[1] }, approver));
    auto submitter_too = person(submitter.person, { Role::Approver });
    EXPECT_FALSE(may("2026-11-15", both, submitter_too));
    for (auto change :
        std::initializer_list<void (*)(Grant&)> { [](Grant& g) { g.state = Grant::State::Asked; },
            [](Grant& g) { g.state = Grant::State::Withdrawn; },
            [](Grant& g) { g.kind = Grant::Kind::Deputy; },
            [](Grant& g) { g.transfer_class = TransferClass::Mail; },
            [](Grant& g) { g.zone = "y"; },
            [](Grant& g) {
                g.label = { 2, 2, 2 };
            } }) {
        auto other = both;
        change(other[0]);
        EXPECT_FALSE(may("2026-11-15", other, approver));
    }
}

TEST(Grant, IsWellFormedOrRefused)
{
    auto policy = guarded();
    auto good = [&](auto change) {
        auto grant = exception_for("security");
        change(grant);
        return !!check_grant(policy, grant);
    };
    EXPECT_TRUE(good([](Grant&) {}));
    EXPECT_TRUE(good([](Grant& g) { g.waives = "witness"; }));
    EXPECT_FALSE(good([](Grant& g) { g.waives = "approver"; })); // Which nothing can replace.
    EXPECT_FALSE(good([](Grant& g) { g.measure = ""; }));
    EXPECT_FALSE(good([](Grant& g) { g.reason = ""; }));
    EXPECT_FALSE(good([](Grant& g) { g.until = ""; }));
    EXPECT_FALSE(good([](Grant& g) { g.until = "2026-10-31"; }));
    EXPECT_FALSE(good([](Grant& g) { g.zone = "nowhere"; }));
    auto deputy = [&](std::string who, std::string whose, std::vector<std::string> offices) {
        auto grant = exception_for("");
        grant.kind = Grant::Kind::Deputy;
        grant.deputy = std::move(who);
        grant.deputy_for = std::move(whose);
        grant.offices = std::move(offices);
        return !!check_grant(policy, grant);
    };
    EXPECT_TRUE(deputy("a", "b", { "security" }));
    EXPECT_FALSE(deputy("a", "a", { "security" }));
    EXPECT_FALSE(deputy("a", "", { "security" }));
    EXPECT_FALSE(deputy("a", "b", {}));
    EXPECT_FALSE(deputy("a", "b", { "king" }));
}

TEST(Transfer, IsHandledAtTheHighestLabelOfWhatItHolds)
{
    auto policy = policy_with({ "security" });
    policy.approvals[0].label.least = { 3, 1, 1 };
    policy.approvals.push_back(policy.approvals[0]);
    policy.approvals[1].label.least = { 1, 1, 1 };
    policy.approvals[1].roles = { "approver" };
    auto with = [&](Label files) {
        auto transfer = Transfer::submit(policy, submitter,
            { "T-3", TransferClass::Document, "z", Label { 2, 1, 1 }, "drawings" })
                            .take();
        EXPECT_TRUE(transfer.finish_check(content, files));
        return transfer;
    };
    auto plain = with({ 1, 2, 1 });
    EXPECT_EQ(plain.record().label, (Label { 2, 2, 1 })); // It never falls.
    EXPECT_TRUE(plain.approve(policy, approver, content));
    auto secret = with({ 3, 1, 1 });
    EXPECT_FALSE(secret.approve(policy, approver, content));
    EXPECT_TRUE(secret.approve(policy, security, content));
}
