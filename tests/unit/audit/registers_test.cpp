// SPDX-License-Identifier: MIT
// Registers say what the record says, row by row, and nothing that it does not.
#include "tests/unit/audit/entries.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace audit;
using audit_test::a_station;

class Registers : public testing::Test {
protected:
    void SetUp() override { audit_test::in_japan(); }

    static std::string cell(const Table& table, std::size_t row, std::string_view key)
    {
        auto column = std::ranges::find_if(
            table.columns, [&](const Column& one) { return one.key == key; });
        EXPECT_NE(column, table.columns.end()) << key;
        EXPECT_LT(row, table.rows.size());
        return table.rows[row].cells[static_cast<std::size_t>(column - table.columns.begin())];
    }
};

TEST_F(Registers, EveryRowHasACellForEachColumnAndItsEntries)
{
    auto book = a_station().book();
    for (auto kind : { Kind::BringIn, Kind::TakeOut, Kind::Media, Kind::Transfers, Kind::Privileged,
             Kind::Evidence })
        for (auto language : { Language::Japanese, Language::English }) {
            auto table = make_table(book, kind, language);
            EXPECT_FALSE(table.rows.empty()) << word(kind);
            for (const auto& row : table.rows) {
                EXPECT_EQ(row.cells.size(), table.columns.size()) << word(kind);
                EXPECT_TRUE(std::ranges::is_sorted(row.entries));
                if (kind != Kind::Evidence) {
                    EXPECT_FALSE(row.entries.empty()) << word(kind);
                }
            }
            EXPECT_EQ(kind_named(word(kind)), kind);
        }
}

TEST_F(Registers, WhatWasBroughtInHasTheGuidelinesFields)
{
    auto table = make_table(a_station().book(), Kind::BringIn, Language::Japanese);
    ASSERT_EQ(table.rows.size(), 3u);
    EXPECT_EQ(cell(table, 0, "section"), "浄水課");
    EXPECT_EQ(cell(table, 0, "name"), "佐藤 (sato)");
    EXPECT_EQ(cell(table, 0, "when"), "2026-11-02 09:10");
    EXPECT_EQ(cell(table, 0, "item"), "Maker Stick 123");
    EXPECT_EQ(cell(table, 0, "count"), "3");
    EXPECT_EQ(cell(table, 0, "place"), "control");
    EXPECT_EQ(cell(table, 0, "confirmed"), "鈴木 (suzuki) 2026-11-02 09:42");
    EXPECT_EQ(cell(table, 0, "home"), "（記入）") << "nobody told the station";
    EXPECT_EQ(cell(table, 1, "item"), "Bad Keyboard");
    EXPECT_EQ(cell(table, 1, "result"), "接続を拒否：it types");
    EXPECT_EQ(cell(table, 2, "section"), "（記入）");
    EXPECT_EQ(table.rows[0].entries, (std::vector<std::uint64_t> { 2, 3, 4, 5, 6 }));
}

TEST_F(Registers, WhatWasTakenOutAndLentIsThereUntilItIsBack)
{
    auto entries = a_station();
    auto table = make_table(entries.book(), Kind::TakeOut, Language::Japanese);
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(cell(table, 0, "item"), "M0001");
    EXPECT_EQ(cell(table, 0, "name"), "佐藤 (sato)");
    EXPECT_EQ(cell(table, 1, "name"), "山本");
    EXPECT_EQ(cell(table, 1, "due"), "2026-11-03");
    EXPECT_EQ(cell(table, 1, "returned"), "未返却");
    entries.add(3000,
        { { "type", "media_change" }, { "change", "return" }, { "medium", "M0001" },
            { "by", "admin" } });
    table = make_table(entries.book(), Kind::TakeOut, Language::Japanese);
    EXPECT_EQ(cell(table, 1, "returned"), "2026-11-04 11:00");
    EXPECT_EQ(table.rows[1].entries.size(), 2u);
}

TEST_F(Registers, AMediumIsListedThoughItWasRegisteredBeforeThePeriod)
{
    Period period { "2026-11-02T00:30:00Z", "2026-11-02T12:00:00Z" };
    auto table = make_table(a_station().book(period), Kind::Media, Language::Japanese);
    ASSERT_EQ(table.rows.size(), 1u);
    EXPECT_EQ(cell(table, 0, "medium"), "M0001");
    EXPECT_EQ(cell(table, 0, "written"), "1");
    EXPECT_EQ(cell(table, 0, "state"), "貸出中 山本 返却期限 2026-11-03");
    Period before { "", "2026-11-01" };
    EXPECT_TRUE(make_table(a_station().book(before), Kind::Media, Language::Japanese).rows.empty());
}

TEST_F(Registers, TransfersOfThePeriodAloneWithWhatBecameOfThem)
{
    auto table = make_table(a_station().book(), Kind::Transfers, Language::English);
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(cell(table, 0, "files"), "passed 2, held 0, refused 1, no answer 0");
    EXPECT_EQ(cell(table, 0, "minutes"), "30");
    EXPECT_EQ(cell(table, 0, "state"), "handed out");
    EXPECT_EQ(cell(table, 1, "files"), "(not known to the station)");
    EXPECT_EQ(cell(table, 1, "state"), "rejected or withdrawn");
    Period second { "2026-11-03", "2026-11-03" };
    table = make_table(a_station().book(second), Kind::Transfers, Language::English);
    ASSERT_EQ(table.rows.size(), 1u);
    EXPECT_EQ(cell(table, 0, "transfer"), "t-2");
}

TEST_F(Registers, PrivilegedUseHasAnotherPolicyAtAStartButNotTheFirstOne)
{
    auto table = make_table(a_station().book(), Kind::Privileged, Language::Japanese);
    std::vector<std::string> acts;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        acts.push_back(cell(table, row, "act"));
    EXPECT_EQ(acts,
        (std::vector<std::string> {
            "媒体登録の変更", "媒体登録の変更", "別のポリシーでの起動", "アカウントの変更" }));
    EXPECT_EQ(cell(table, 3, "name"), "admin");
}

TEST_F(Registers, TheEvidenceSheetAnswersNoQuestion)
{
    auto table = make_table(a_station().book(), Kind::Evidence, Language::Japanese);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        EXPECT_EQ(cell(table, row, "answer"), "未判定（人が判定して記入）");
    for (std::size_t row : { 3u, 4u })
        EXPECT_EQ(cell(table, row, "known"), "（この装置では分からない）");
    EXPECT_NE(cell(table, 2, "known").find("定義の古さは最大3日"), std::string::npos)
        << cell(table, 2, "known");
    auto nothing = make_table(Book(Period {}), Kind::Evidence, Language::English);
    EXPECT_NE(cell(nothing, 2, "known").find("no date of the definitions"), std::string::npos);
}

TEST_F(Registers, CsvHoldsNoFormulaAndEveryCellInItsPlace)
{
    auto csv = to_csv(make_table(a_station().book(), Kind::Transfers, Language::Japanese));
    EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF申請番号,"));
    EXPECT_NE(csv.find("\"'=HYPERLINK(\"\"x\"\"),点検\""), std::string::npos) << csv;
    EXPECT_EQ(csv.find(",="), std::string::npos);
    EXPECT_EQ(std::ranges::count(csv, '\n'), 3);
    EXPECT_TRUE(csv.ends_with(",9 10 11 14\r\n")) << csv;
    Table table { Kind::Media, Language::English, { { "a", "a", "a" } },
        { { { "+1" }, {} }, { { " @x" }, {} }, { { "＝A1" }, {} }, { { "-" }, {} },
            { { "1-1" }, {} }, { { "a\r\nb" }, {} } } };
    EXPECT_EQ(to_csv(table),
        "\xEF\xBB\xBF"
        "a,Entries of the ledger\r\n'+1,\r\n' @x,\r\n'＝A1,\r\n'-,\r\n1-1,\r\n\"a\r\nb\",\r\n");
}

TEST_F(Registers, NonsenseInEntriesIsNoReasonToFall)
{
    Book book(Period {});
    for (const auto& entry :
        { nlohmann::json { { "type", 5 } }, nlohmann::json { { "type", "boot" }, { "engines", 3 } },
            nlohmann::json { { "type", "boot" }, { "engines", { { "x", 1 } } } },
            nlohmann::json {
                { "type", "media_change" }, { "change", "return" }, { "medium", "M9" } },
            nlohmann::json {
                { "type", "transfer_manifest" }, { "transfer", "t" }, { "totals", "many" } },
            nlohmann::json { { "type", "release_done" }, { "transfer", "t" }, { "files", -1 } } })
        book.take(entry);
    for (auto kind :
        { Kind::BringIn, Kind::TakeOut, Kind::Media, Kind::Transfers, Kind::Privileged })
        make_table(book, kind, Language::English);
}
