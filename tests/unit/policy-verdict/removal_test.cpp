// SPDX-License-Identifier: MIT
// What a copy lacks, in the words of those who read the report.
#include "policy/facts/removal.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace policy;

TEST(Removals, HaveWordsInBothLanguages)
{
    auto is_ascii = [](std::string_view text) {
        return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
    };
    for (const auto& removal : all_removals()) {
        EXPECT_FALSE(removal.english.empty()) << removal.code;
        EXPECT_TRUE(is_ascii(removal.english)) << removal.code;
        EXPECT_FALSE(removal.japanese.empty()) << removal.code;
        EXPECT_TRUE(removal.japanese == removal.english || !is_ascii(removal.japanese))
            << removal.code;
    }
}

TEST(Removals, AreFoundByTheirCodesAlone)
{
    for (const auto& removal : all_removals())
        EXPECT_EQ(removal_named(removal.code), &removal) << removal.code;
    for (const auto* code : { "", "macro", "macross", "Macros", "zzz", "a" })
        EXPECT_EQ(removal_named(code), nullptr) << code;
}
