// SPDX-License-Identifier: MIT
// Tables keep their cells, and no cell computes.
#include "tests/unit/text/helpers.h"

#include <gtest/gtest.h>

using charset::Removal;
using rebuild_text::Format;
using text_test::encoded, text_test::rewrite, text_test::rewrite_table;

TEST(Table, KeepsCellsAndWritesOurQuoting)
{
    EXPECT_EQ(rewrite_table("a,b\n1,\"x, y\"\n").text, "a,b\r\n1,\"x, y\"\r\n");
    EXPECT_EQ(rewrite_table("\"a\",\"b\"\"c\"\n").text, "a,\"b\"\"c\"\r\n");
    EXPECT_EQ(rewrite_table("\"two\r\nlines\",x").text, "\"two\nlines\",x\r\n");
    EXPECT_EQ(rewrite_table("a,,\n\n,b").text, "a,,\r\n\r\n,b\r\n");
    EXPECT_EQ(rewrite_table("a\"b,\"c\"d,\"open").text, "\"a\"\"b\",cd,open\r\n");
}

TEST(Table, HasRowsOnlyWhereLinesEnd)
{
    for (std::string soft : { "\v", "\u2028", "\u2029" }) {
        EXPECT_EQ(
            rewrite_table("a,two" + soft + "lines,b\n1,2,3\n").text, "a,two lines,b\r\n1,2,3\r\n");
        EXPECT_EQ(rewrite_table("a,\"two" + soft + "lines\",b\n1,2,3\n").text,
            "a,\"two\nlines\",b\r\n1,2,3\r\n");
        EXPECT_EQ(rewrite_table("a\tb" + soft + "\n", Format::Tsv).text, "a\tb \r\n");
        EXPECT_EQ(rewrite_table(soft + "=1,b\n").count(Removal::Formula), 1u);
        EXPECT_EQ(rewrite_table("a," + soft + "=1\n").count(Removal::Formula), 1u);
    }
    EXPECT_EQ(rewrite_table("a,b\rc,d\u0085").text, "a,b\r\nc,d\r\n");
}

TEST(Table, FindsTheDelimiter)
{
    EXPECT_EQ(rewrite_table("a;b\n1,5;2\n").text, "a,b\r\n\"1,5\",2\r\n");
    EXPECT_EQ(rewrite_table("a\tb\n1\t2\n").text, "a,b\r\n1,2\r\n");
    EXPECT_EQ(rewrite_table("点検の一覧\na;b\n1,5;2\n").text, "点検の一覧\r\na,b\r\n\"1,5\",2\r\n");
    EXPECT_EQ(rewrite_table("a;b").text, "a,b\r\n");
    EXPECT_EQ(rewrite_table("a\tb\n1,5\t2\n", Format::Tsv).text, "a\tb\r\n\"1,5\"\t2\r\n");
}

TEST(Table, StopsFormulasInEveryDisguise)
{
    for (std::string cell : { "=1+1", "=cmd|'/C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|'x'!A0",
             "@SUM(1)", "＝1+1", "＋A1", "－A1", "＠SUM(A1)", " =1", "　=1", "\u00A0=1", "\u200B=1",
             "\uFEFF=1", "\x01=1", "\u202E=1", "=", "@", "+a", "-a", "\"=1+1\"", "\"\t=1\"",
             "\"\r=1\"", "\"\nx\"", "\"\tx\"", "-1e", "+1e5x", "-e5", "\u2003@x", "﹦1", "﹢A",
             "﹣A", "﹫x", "=\"a\"\"b\"" }) {
        auto rewritten = rewrite_table("long enough name of a column," + cell + ",end\n");
        ASSERT_TRUE(rewritten.is_done()) << cell << ": " << rewritten.refusal();
        EXPECT_EQ(rewritten.count(Removal::Formula), 1u) << cell;
        EXPECT_NE(rewritten.text.find('\''), std::string::npos) << cell;
    }
}

TEST(Table, LeavesNumbersAndTelephonesAlone)
{
    for (std::string cell :
        { "-12.5", "+81-3-1234-5678", "-1200", "+5%", "-(3)", "-", "--", "－１２．５", "+1.5E-07",
            "-2e10", "-1E+3", "-¥1200", "- 5", "a=b", "user@example.jp", "3-4", "−5" }) {
        auto rewritten = rewrite_table("name," + cell + ",end\n");
        ASSERT_TRUE(rewritten.is_done()) << cell << ": " << rewritten.refusal();
        EXPECT_EQ(rewritten.count(Removal::Formula), 0u) << cell;
        EXPECT_EQ(rewritten.text, "name," + cell + ",end\r\n");
    }
}

TEST(Table, ObeysTheSeparatorLineAndDropsIt)
{
    auto rewritten = rewrite_table("sep=;\r\na,x;b\r\n");
    EXPECT_EQ(rewritten.text, "\"a,x\",b\r\n");
    EXPECT_EQ(rewritten.count(Removal::SeparatorLine), 1u);
    EXPECT_EQ(rewrite_table("SEP=|\r\na,b\r\n").text, "'SEP=|\r\na,b\r\n");
    EXPECT_EQ(rewrite_table("sep=;\nsep=;x\n").text, "'sep=,x\r\n");
}

TEST(Table, RefusesASeparatorLineWithoutATable)
{
    EXPECT_EQ(rewrite_table("sep=;").refusal(), "nothing visible in it");
    EXPECT_EQ(rewrite_table("sep=;\n").refusal(), "nothing visible in it");
}

TEST(Table, LimitsACell)
{
    rebuild_text::Wanted wanted;
    wanted.format = Format::Csv;
    wanted.most_cell_points = 100'000;
    EXPECT_TRUE(rewrite("a," + std::string(100'000, 'x') + "\n", wanted).is_done());
    EXPECT_EQ(rewrite("a," + std::string(100'001, 'x') + "\n", wanted).refusal(),
        "a cell of the table is too long");
    EXPECT_EQ(rewrite("a,\"" + std::string(100'001, 'x'), wanted).refusal(),
        "a cell of the table is too long");
}

TEST(Table, WritesTheMarkThatExcelNeeds)
{
    rebuild_text::Wanted wanted;
    wanted.format = Format::Csv;
    wanted.mark = rebuild_text::Mark::Write;
    auto rewritten = rewrite(encoded("氏名,住所\r\n山田太郎,千代田区\r\n", "CP932"), wanted);
    EXPECT_EQ(rewritten.text, "\uFEFF氏名,住所\r\n山田太郎,千代田区\r\n");
}

// Tables made of everything that matters to a spreadsheet, in every order. The helper has the
// verifier look at each.
TEST(Table, NothingGeneratedComputes)
{
    static const std::string parts[] { "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n",
        ",", ";", "\"", "'", " ", "　", "1", "5", ".", "e", "E", "(", "%", "A1", "cmd|x!A0", "あ",
        "sep=", "\u200B", "\u202E", "\x1B[0m", "\u00A0", "\r\n", "\\", "¥" };
    std::uint32_t state = 2026;
    auto next = [&](std::size_t below) {
        state = state * 1664525u + 1013904223u;
        return (state >> 8) % below;
    };
    for (int round = 0; round < 20'000; ++round) {
        std::string table = round % 2 == 0 ? "" : "text column long enough,b\n";
        for (auto count = next(24) + 1; count > 0; --count)
            table += parts[next(std::size(parts))];
        auto rewritten = rewrite_table(table, round % 3 == 0 ? Format::Tsv : Format::Csv);
        if (rewritten.is_done()) {
            auto again = rewrite_table(rewritten.text, round % 3 == 0 ? Format::Tsv : Format::Csv);
            EXPECT_TRUE(again.is_done()) << again.refusal();
        }
        if (HasFailure()) {
            ADD_FAILURE() << testing::PrintToString(table);
            break;
        }
    }
}
