// SPDX-License-Identifier: MIT
#include "policy/transfer/transfer.h"

#include "tests/unit/policy-transfer/bench.h"

using namespace policy;
using namespace transfer_test;

TEST(Transfer, GoesFromSubmissionToReleaseWithTwoPeople)
{
    auto transfer = checked(simple);
    EXPECT_EQ(transfer.approve(simple, approver, content).value(), TransferState::Approved);
    EXPECT_TRUE(transfer.release(simple, submitter, content));
    EXPECT_TRUE(transfer.finish_release());
    EXPECT_EQ(transfer.state(), TransferState::Released);
    EXPECT_FALSE(transfer.fail("late"));
}

// P6: another account, another role and a deputy are the same person still.
TEST(Transfer, IsNeverApprovedByItsSubmitterInAnyGuise)
{
    auto transfer = checked(simple);
    auto other_account = approver;
    other_account.person = submitter.person;
    auto deputy_of_submitter = approver;
    deputy_of_submitter.deputy_for = submitter.person;
    for (const auto& guise : { other_account, deputy_of_submitter })
        EXPECT_FALSE(transfer.approve(simple, guise, content)) << guise.account;

    auto by_deputy = submitter;
    by_deputy.deputy_for = approver.person; // Submitted in the approver's stead.
    auto second = Transfer::submit(
        simple, by_deputy, { "T-2", TransferClass::Document, "z", Label {}, "drawings" })
                      .take();
    ASSERT_TRUE(second.finish_check(content));
    EXPECT_FALSE(second.approve(simple, approver, content));
    EXPECT_TRUE(second.approve(simple, security, content));
}

TEST(Transfer, HasNoPartForAuditorsAndAdministrators)
{
    for (auto role : { Role::Auditor, Role::Administrator }) {
        for (auto state : { TransferState::Submitted, TransferState::Checked,
                 TransferState::Approved, TransferState::Rejected, TransferState::Releasing,
                 TransferState::Released, TransferState::Failed }) {
            for (auto action : { Action::Submit, Action::Approve, Action::Reject, Action::Release,
                     Action::FinishCheck, Action::FinishRelease, Action::Fail })
                EXPECT_FALSE(is_allowed(role, state, action)) << word(role) << word(action);
        }
    }
    auto transfer = checked(simple);
    EXPECT_FALSE(transfer.approve(simple, person("x", { Role::Auditor, Role::Approver }), content));
    EXPECT_FALSE(transfer.reject(person("x", { Role::Administrator }), "no"));
    EXPECT_FALSE(transfer.approve(simple, submitter, content)); // No approver at all.
    EXPECT_FALSE(transfer.approve(simple, Actor {}, content));
}

// T86: a yes is for what was on the screen, and for nothing that is there afterwards.
TEST(Transfer, BindsApprovalAndReleaseToTheContent)
{
    auto transfer = checked(simple);
    EXPECT_FALSE(transfer.approve(simple, approver, std::string(64, 'b')));
    EXPECT_FALSE(transfer.approve(simple, approver, ""));
    ASSERT_TRUE(transfer.approve(simple, approver, content));
    EXPECT_FALSE(transfer.release(simple, submitter, std::string(64, 'b')));
    EXPECT_EQ(transfer.state(), TransferState::Approved);
    EXPECT_FALSE(transfer.finish_check(std::string(64, 'b')));
}

TEST(Transfer, WaitsForEveryOfficeOfItsRoute)
{
    auto policy = policy_with({ "security", "system" }, 2);
    auto transfer = checked(policy);
    EXPECT_FALSE(transfer.approve(policy, approver, content)); // Neither office.
    EXPECT_EQ(transfer.approve(policy, security, content).value(), TransferState::Checked);
    EXPECT_FALSE(transfer.approve(policy, security, content)); // Once is once.
    EXPECT_FALSE(transfer.release(policy, submitter, content));
    EXPECT_EQ(transfer.approve(policy, system_manager, content).value(), TransferState::Approved);
}

// One person with both offices is one person, in whatever order they come.
TEST(Transfer, FillsEachRoleByAnotherPerson)
{
    auto policy = policy_with({ "security", "system" }, 2);
    auto both = person("both", { Role::Approver }, { "security", "system" });
    std::vector<Approval> approvals { { both, content } };
    EXPECT_FALSE(is_complete(policy.approvals[0], approvals));
    approvals.push_back({ security, content });
    EXPECT_TRUE(is_complete(policy.approvals[0], approvals));
    EXPECT_FALSE(
        is_complete(policy.approvals[0], { { security, content }, { security, content } }));
    EXPECT_FALSE(is_complete(policy.approvals[0], {}));
    ApprovalRoute empty;
    empty.count = 0;
    EXPECT_FALSE(is_complete(empty, {}));
}

TEST(Transfer, IsHeldToAPolicyThatBecameStricter)
{
    auto transfer = checked(simple);
    ASSERT_TRUE(transfer.approve(simple, approver, content));
    EXPECT_FALSE(transfer.release(policy_with({ "approver" }, 2), submitter, content));
    EXPECT_FALSE(transfer.release(Policy {}, submitter, content));
    EXPECT_TRUE(transfer.release(simple, submitter, content));
}

TEST(Transfer, IsNotTakenInWhenNobodyCouldApproveIt)
{
    auto submit = [&](Policy policy, std::string zone, std::string purpose, Actor actor) {
        return !!Transfer::submit(
            policy, actor, { "T", TransferClass::Outbound, zone, Label {}, purpose });
    };
    EXPECT_TRUE(submit(simple, "z", "drawings", submitter));
    EXPECT_FALSE(submit(simple, "y", "drawings", submitter));
    EXPECT_FALSE(submit(simple, "z", "", submitter));
    EXPECT_FALSE(submit(simple, "z", "line\nbreak", submitter));
    EXPECT_TRUE(submit(simple, "z", std::string(1000, 'x'), submitter));
    EXPECT_FALSE(submit(simple, "z", std::string(1001, 'x'), submitter));
    EXPECT_FALSE(submit(simple, "z", "drawings", approver));
    auto documents_only = simple;
    documents_only.approvals[0].classes = { TransferClass::Document };
    EXPECT_FALSE(submit(documents_only, "z", "drawings", submitter));
}

TEST(Transfer, IsWithdrawnByItsSubmitterAndByNoOtherSubmitter)
{
    auto transfer = checked(simple);
    EXPECT_FALSE(transfer.reject(person("other", { Role::Submitter }), "not mine"));
    EXPECT_FALSE(transfer.reject(submitter, ""));
    EXPECT_TRUE(transfer.reject(submitter, "wrong stick"));
    EXPECT_EQ(transfer.state(), TransferState::Rejected);
    EXPECT_FALSE(transfer.approve(simple, approver, content));
}

TEST(Transfer, IsNotReleasedByAStrangerWhoOnlySubmits)
{
    auto transfer = checked(simple);
    ASSERT_TRUE(transfer.approve(simple, approver, content));
    EXPECT_FALSE(transfer.release(simple, person("other", { Role::Submitter }), content));
    EXPECT_TRUE(transfer.release(simple, security, content));
}

TEST(Transfer, IsNotRestoredFromARecordThatBreaksTheRules)
{
    auto transfer = checked(simple);
    ASSERT_TRUE(transfer.approve(simple, approver, content));
    auto good = [&](auto change) {
        auto record = transfer.record();
        change(record);
        return !!Transfer::restore(record);
    };
    EXPECT_TRUE(good([](TransferRecord&) {}));
    EXPECT_FALSE(good([](TransferRecord& r) { r.approvals.clear(); }));
    EXPECT_FALSE(good([](TransferRecord& r) { r.approvals[0].by.person = r.submitter.person; }));
    EXPECT_FALSE(good([](TransferRecord& r) { r.approvals[0].manifest = std::string(64, 'b'); }));
    EXPECT_FALSE(good([](TransferRecord& r) { r.approvals.push_back(r.approvals[0]); }));
    EXPECT_FALSE(good([](TransferRecord& r) { r.approvals[0].by.roles = { Role::Submitter }; }));
    EXPECT_FALSE(good([](TransferRecord& r) { r.submitter.roles = { Role::Approver }; }));
    EXPECT_FALSE(good([](TransferRecord& r) { r.manifest = "short"; }));
    EXPECT_FALSE(good([](TransferRecord& r) { r.manifest.clear(); }));
    EXPECT_FALSE(good([](TransferRecord& r) { r.state = TransferState::Submitted; }));
}

TEST(Transfer, NamesItsStates)
{
    for (auto name :
        { "submitted", "checked", "approved", "rejected", "releasing", "released", "failed" })
        EXPECT_EQ(word(transfer_state_named(name).value()), name);
    EXPECT_FALSE(transfer_state_named("done"));
}

TEST(Transfer, TakesSixteenApprovalsAndNoMore)
{
    ApprovalRoute route;
    route.roles = { "approver" };
    route.count = 8;
    std::vector<Approval> approvals;
    for (int i = 0; i < 16; ++i) {
        auto one = person("person " + std::to_string(i), { Role::Approver });
        ASSERT_TRUE(may_approve(route, submitter, approvals, one)) << i;
        approvals.push_back({ one, content });
    }
    EXPECT_FALSE(may_approve(route, submitter, approvals, approver));
}
