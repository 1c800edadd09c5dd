// SPDX-License-Identifier: MIT
// What may leave the station, and what may not.
#include "kiosk/release/warrant.h"
#include "tests/unit/release/bench.h"

#include <gtest/gtest.h>

using release::Mode, release::Warrant, release::check_warrant;

class WarrantTest : public testing::Test {
protected:
    WarrantTest() { bench.fill(Bench::some_files()); }

    Warrant good()
    {
        return { bench.transfer, Mode::People, bench.submission(), bench.manifest_entry(),
            { bench.approval() } };
    }
    bool holds(const Warrant& warrant)
    {
        return bool(check_warrant(warrant, bench.log->keys(), bench.manifest_sha256));
    }

    Bench bench;
};

TEST_F(WarrantTest, AnApprovalByAnotherPersonIsEnough)
{
    EXPECT_TRUE(holds(good()));
    auto warrant = good();
    warrant.approvals.push_back(bench.approval("Tanaka"));
    EXPECT_TRUE(holds(warrant));
}

TEST_F(WarrantTest, WithoutAnApprovalNothingLeaves)
{
    auto warrant = good();
    warrant.approvals.clear();
    EXPECT_FALSE(holds(warrant));
}

TEST_F(WarrantTest, TheSubmittersOwnApprovalIsNone)
{
    auto warrant = good();
    warrant.approvals = { bench.approval("Sato") };
    EXPECT_FALSE(holds(warrant));
    warrant.approvals = { bench.approval(), bench.approval("Sato") };
    EXPECT_FALSE(holds(warrant));
    warrant.approvals = { bench.approval("") };
    EXPECT_FALSE(holds(warrant));
    warrant = good();
    warrant.submission = bench.submission("people", "");
    EXPECT_FALSE(holds(warrant));
}

TEST_F(WarrantTest, OtherContentDoesNotLeave)
{
    auto warrant = good();
    EXPECT_FALSE(check_warrant(warrant, bench.log->keys(), std::string(64, 'a')));
    bench.fill({ { "other.txt", "other" } });
    EXPECT_FALSE(holds(warrant)); // Receipts for what was there before.
    warrant.manifest = bench.manifest_entry();
    EXPECT_FALSE(holds(warrant)); // The approval is for the old content.
    warrant.approvals = { bench.approval() };
    EXPECT_TRUE(holds(warrant));
}

TEST_F(WarrantTest, ReceiptsOfAnotherTransferOrKindDoNotCount)
{
    auto warrant = good();
    std::swap(warrant.submission, warrant.manifest);
    EXPECT_FALSE(holds(warrant));
    warrant = good();
    warrant.approvals = { warrant.manifest };
    EXPECT_FALSE(holds(warrant));
    nlohmann::json entry { { "type", "rejection" }, { "transfer", bench.transfer },
        { "approver_person", "Suzuki" }, { "manifest_sha256", bench.manifest_sha256 } };
    warrant.approvals = { bench.receipt(entry) };
    EXPECT_FALSE(holds(warrant));
    entry["type"] = "approval";
    warrant.approvals = { bench.receipt(entry) };
    EXPECT_TRUE(holds(warrant));
    for (auto kind : { "unlock", "witness" }) { // Other decisions approve nothing.
        entry["type"] = kind;
        warrant.approvals = { bench.receipt(entry) };
        EXPECT_FALSE(holds(warrant)) << kind;
    }
    entry["type"] = "approval";
    entry["approver_deputy_for"] = "Kato";
    warrant.approvals = { bench.receipt(entry) };
    EXPECT_TRUE(holds(warrant));
    entry["approver_deputy_for"] = "Sato"; // In the submitter's own stead.
    warrant.approvals = { bench.receipt(entry) };
    EXPECT_FALSE(holds(warrant));
    entry["approver_deputy_for"] = "";
    warrant.approvals = { bench.receipt(entry) };
    bench.transfer = "20261121-093000-00000000";
    EXPECT_FALSE(holds(
        { bench.transfer, Mode::People, good().submission, good().manifest, warrant.approvals }));
}

TEST_F(WarrantTest, AReceiptOfAnotherLedgerOrAnAlteredOneDoesNotCount)
{
    Bench other;
    other.fill(Bench::some_files());
    auto warrant = good();
    warrant.approvals = { other.approval() };
    EXPECT_FALSE(holds(warrant));
    auto altered = good();
    auto original = altered.approvals[0];
    for (std::size_t i = 0; i < original.size(); i += 11) {
        altered.approvals[0] = original;
        altered.approvals[0][i] = static_cast<char>(altered.approvals[0][i] ^ 1);
        EXPECT_FALSE(holds(altered)) << i;
    }
}

TEST_F(WarrantTest, ABenchRunIsNoTransferOfPeopleAndTheOtherWayRound)
{
    auto warrant = good();
    warrant.mode = Mode::Bench;
    EXPECT_FALSE(holds(warrant));
    warrant.submission = bench.submission("bench");
    warrant.approvals.clear();
    EXPECT_TRUE(holds(warrant));
    warrant.mode = Mode::People;
    warrant.approvals = { bench.approval() };
    EXPECT_FALSE(holds(warrant));
}
