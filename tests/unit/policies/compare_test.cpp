// SPDX-License-Identifier: MIT
// What people see of a change is what changed.
#include "kiosk/broker/policies/compare.h"

#include <gtest/gtest.h>
#include <sstream>

using broker::compare_lines, broker::ComparedLine, broker::Comparison;
using Kind = ComparedLine::Kind;

static std::string signs(const Comparison& told)
{
    std::string signs;
    for (const auto& line : told.lines)
        signs += " +-~"[static_cast<std::size_t>(line.kind)];
    return signs;
}

// What is left out is the same in both.
static void expect_it_leads_there(const std::string& before, const std::string& after)
{
    auto told = compare_lines(before, after);
    std::vector<std::string> old_lines;
    std::istringstream lines(before);
    for (std::string line; std::getline(lines, line);)
        old_lines.push_back(line);
    std::string old_text;
    std::string new_text;
    std::size_t old_line = 0;
    std::size_t new_line = 0;
    for (const auto& line : told.lines) {
        for (std::size_t i = 0; line.kind == Kind::Left && i < line.before; ++i, ++new_line) {
            old_text += old_lines.at(old_line) + "\n";
            new_text += old_lines.at(old_line++) + "\n";
        }
        if (line.kind == Kind::Same || line.kind == Kind::Removed) {
            EXPECT_EQ(line.before, ++old_line);
            old_text += line.text + "\n";
        }
        if (line.kind == Kind::Same || line.kind == Kind::Added) {
            EXPECT_EQ(line.after, ++new_line);
            new_text += line.text + "\n";
        }
    }
    EXPECT_EQ(old_text, before);
    EXPECT_EQ(new_text, after);
}

TEST(Compare, TellsNothingOfWhatIsTheSame)
{
    auto told = compare_lines("a\nb\n", "a\nb\n");
    EXPECT_EQ(told.added + told.removed, 0u);
    EXPECT_EQ(signs(told), "~");
}

TEST(Compare, FindsTheShortestWay)
{
    EXPECT_EQ(signs(compare_lines("a\nb\nc\n", "a\nX\nc\n")), " -+ ");
    EXPECT_EQ(signs(compare_lines("a\nc\n", "a\nb\nc\n")), " + ");
    EXPECT_EQ(signs(compare_lines("a\nb\nc\n", "a\nc\n")), " - ");
    EXPECT_EQ(signs(compare_lines("b\na\nc\nd\n", "a\nc\nb\nd\n")), "-  + ");
    EXPECT_EQ(signs(compare_lines("", "a\n")), "+");
    EXPECT_EQ(signs(compare_lines("a\n", "")), "-");
}

TEST(Compare, LeadsFromOneTextToTheOther)
{
    unsigned chance = 7;
    auto text = [&] {
        std::string lines;
        for (chance = chance * 1103515245 + 12345; (chance >> 16) % 7 != 0;
             chance = chance * 1103515245 + 12345)
            lines += std::string(1, static_cast<char>('a' + (chance >> 16) % 4)) + "\n";
        return lines;
    };
    for (int i = 0; i < 2'000; ++i)
        expect_it_leads_there(text(), text());
}

TEST(Compare, SeesALineThatIsTheSameButForItsEnd)
{
    auto told = compare_lines("a\nb", "a\nb\n");
    EXPECT_EQ(signs(told), " -+");
}

TEST(Compare, LeavesOutWhatIsFarFromAChange)
{
    std::string before;
    for (int i = 0; i < 100; ++i)
        before += std::to_string(i) + "\n";
    auto after = before;
    after.replace(after.find("50\n"), 3, "fifty\n");
    auto told = compare_lines(before, after);
    EXPECT_EQ(signs(told), "~   -+   ~");
    EXPECT_EQ(told.lines[0].before, 47u);
    EXPECT_EQ(told.lines[4].text, "50");
    EXPECT_EQ(told.lines[4].before, 51u);
}

TEST(Compare, StaysBoundedWhateverTheTextsAre)
{
    std::string before;
    std::string after;
    for (int i = 0; i < 200'000; ++i) {
        before += "b" + std::to_string(i) + "\n";
        after += "a" + std::to_string(i) + "\n";
    }
    auto told = compare_lines(before, after);
    EXPECT_EQ(told.lines.size(), broker::most_compared_lines);
    EXPECT_EQ(told.extent, Comparison::Extent::Part);
    EXPECT_EQ(told.added, 200'000u);
    EXPECT_EQ(told.removed, 200'000u);
}
