// SPDX-License-Identifier: MIT
#include "policy/verdict/reason.h"

#include "kiosk/core/base/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace policy;

// word() indexes by the enumeration: an entry out of place would tell a person the wrong thing.
TEST(Reasons, StandInTheOrderOfTheEnumeration)
{
    std::size_t position = 0;
    for (auto code : all_reason_codes())
        EXPECT_EQ(static_cast<std::size_t>(code), position++) << word(code);
    EXPECT_EQ(position, static_cast<std::size_t>(ReasonCode::LooksLost) + 1);
}

TEST(Reasons, HaveStableWordsAndTextInBothLanguages)
{
    std::set<std::string_view> words, english, japanese;
    for (auto code : all_reason_codes()) {
        EXPECT_EQ(reason_code_named(word(code)), code);
        EXPECT_TRUE(words.insert(word(code)).second) << word(code);
        EXPECT_TRUE(english.insert(to_text(code, Language::English)).second) << word(code);
        EXPECT_TRUE(japanese.insert(to_text(code, Language::Japanese)).second) << word(code);
        EXPECT_EQ(word(code).find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string::npos);
        // What happened and what to do next: two sentences at least.
        auto text = to_text(code, Language::English);
        EXPECT_GE(std::ranges::count(text, '.'), 2) << text;
        auto japanese_text = base::decode_utf8(to_text(code, Language::Japanese));
        ASSERT_TRUE(japanese_text);
        EXPECT_GE(std::ranges::count(*japanese_text, U'。'), 2) << word(code);
        EXPECT_TRUE(std::ranges::none_of(*japanese_text, base::is_unsafe));
    }
    EXPECT_EQ(word(ReasonCode::TypeMismatch), "type-mismatch");
    EXPECT_EQ(word(ReasonCode::ScannerSilent), "scanner-silent");
    EXPECT_FALSE(reason_code_named("fine"));
}

TEST(Verdicts, HaveTheWordsOfTheReport)
{
    for (auto name : { "Sanitized", "Verified", "Unchanged", "TextOnly", "Flattened", "ViewOnly",
             "Held", "Refused", "NoAnswer" }) {
        auto verdict = verdict_named(name);
        ASSERT_TRUE(verdict) << name;
        EXPECT_EQ(word(*verdict), name);
        EXPECT_FALSE(to_text(*verdict, Language::English).empty());
        EXPECT_FALSE(to_text(*verdict, Language::Japanese).empty());
    }
    EXPECT_EQ(word(Verdict::NoAnswer), "NoAnswer");
    EXPECT_FALSE(verdict_named("Clean"));
}

TEST(Verdicts, AreNoAnswerForSilenceAloneAndRefusedForAnyReasonedNo)
{
    EXPECT_EQ(verdict_of({}), Verdict::NoAnswer);
    std::vector<Reason> reasons { { ReasonCode::ScannerSilent, "" } };
    EXPECT_EQ(verdict_of(reasons), Verdict::NoAnswer);
    reasons.push_back({ ReasonCode::Malware, "" });
    EXPECT_EQ(verdict_of(reasons), Verdict::Refused);
}
