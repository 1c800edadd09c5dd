// SPDX-License-Identifier: MIT
// What a copy lacks, in the words of those who read the report.
#include "policy/facts/removal.h"
#include "policy/facts/signature.h"

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

TEST(SignatureResults, HaveWordsInBothLanguages)
{
    auto is_ascii = [](std::string_view text) {
        return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
    };
    for (int i = 0; i <= static_cast<int>(SignatureResult::Unreadable); ++i) {
        auto result = static_cast<SignatureResult>(i);
        Signature one;
        one.result = result;
        EXPECT_EQ(signature_result_named(word(result)), result);
        EXPECT_TRUE(is_ascii(english(one)));
        EXPECT_FALSE(is_ascii(japanese(one)));
        // Nobody is to take any other for a valid one.
        EXPECT_EQ(english(one).starts_with("valid"), i <= 1);
        EXPECT_EQ(japanese(one).starts_with("有効"), i == 0);
    }
    EXPECT_EQ(word(SignatureResult::Valid), "valid");
    EXPECT_EQ(word(SignatureResult::ValidButChangedAfter), "valid-but-changed-after");
    EXPECT_FALSE(signature_result_named("fine"));
}
