// SPDX-License-Identifier: MIT
// Figures count what the registers list.
#include "kiosk/audit/figures.h"
#include "tests/unit/audit/entries.h"

#include <gtest/gtest.h>

using namespace audit;
using audit_test::a_station;
using nlohmann::json;

class Figures : public testing::Test {
protected:
    void SetUp() override { audit_test::in_japan(); }
};

TEST_F(Figures, CountWhatHappened)
{
    auto told = figures_of(a_station().book(), {}, "2026-11-05");
    EXPECT_EQ(told["transfers"], 2);
    EXPECT_EQ(told["handed_out"], 1);
    EXPECT_EQ(told["rejected"], 1);
    EXPECT_EQ(told["files"]["brought"], 3);
    EXPECT_EQ(told["weeks"], json::parse(R"([{"week":"2026-11-02","transfers":2,"refused":1}])"));
    EXPECT_EQ(told["reasons"], json::parse(R"([{"code":"executable","files":1}])"));
}

TEST_F(Figures, NameWhatStandsOut)
{
    auto told = figures_of(a_station().book(), {}, "2026-11-05");
    EXPECT_EQ(told["fast"]["count"], 1) << "approved in the minute of its check";
    EXPECT_EQ(told["fast"]["transfers"], json({ "t-2" }));
    EXPECT_EQ(told["out_of_hours"]["transfers"], json({ "t-2" })) << "at seven in the evening";
    EXPECT_EQ(told["approval"]["count"], 2);
    EXPECT_EQ(told["approval"]["slowest"], 1800);
    ASSERT_EQ(told["unreturned"].size(), 1u);
    EXPECT_EQ(told["unreturned"][0]["overdue"], true);
    EXPECT_EQ(figures_of(a_station().book(), {}, "2026-11-03")["unreturned"][0]["overdue"], false);
    EXPECT_EQ(
        figures_of(a_station().book(), { 0, 0, 24 * 60 }, "2026-11-05")["out_of_hours"]["count"],
        0);
}

TEST_F(Figures, NothingOutsideThePeriodAndOfMuchTheFirst)
{
    Period second { "2026-11-03", "2026-11-03" };
    auto told = figures_of(a_station().book(second), {}, "2026-11-05");
    EXPECT_EQ(told["transfers"], 1);
    auto many = a_station();
    for (int i = 0; i < 50; ++i) {
        auto transfer = "late-" + std::to_string(i);
        many.add(3 * 1440 + 900 + i, { { "type", "transfer_submit" }, { "transfer", transfer } });
    }
    told = figures_of(many.book(), {}, "2026-11-05");
    EXPECT_EQ(told["out_of_hours"]["count"], 51);
    EXPECT_EQ(told["out_of_hours"]["transfers"].size(), 20u);
}
