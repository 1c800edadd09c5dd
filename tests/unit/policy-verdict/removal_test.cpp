// SPDX-License-Identifier: MIT
// What a copy lacks, in the words of those who read the report.
#include "policy/facts/removal.h"
#include "policy/facts/removed.h"
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

TEST(RemovedRows, AreOneForEachKindAndPlace)
{
    std::vector<Removed> rows;
    EXPECT_EQ(add_removed(rows, { "macros", "a", 2 }), 0u);
    EXPECT_EQ(add_removed(rows, { "macros", "b", 1 }), 1u);
    EXPECT_EQ(add_removed(rows, { "form", "a", 1 }), 2u);
    EXPECT_EQ(add_removed(rows, { "macros", "a", 3 }), 0u);
    EXPECT_EQ(add_removed(rows, { "macros", "a", ~0ull }), 0u);
    std::vector<Removed> expected { { "macros", "a", ~0ull }, { "macros", "b", 1 },
        { "form", "a", 1 } };
    EXPECT_EQ(rows, expected);
}

static std::uint64_t all_of(const std::vector<Removed>& rows)
{
    std::uint64_t all = 0;
    for (const auto& one : rows)
        all += one.count;
    return all;
}

TEST(RemovedRows, CountElsewhereWhatHasNoRoom)
{
    std::vector<Removed> rows;
    for (std::size_t i = 0; i < most_places + 30; ++i)
        add_removed(rows, { "macros", std::to_string(i), 2 });
    ASSERT_EQ(rows.size(), most_places + 1);
    EXPECT_EQ(rows.back(), (Removed { "macros", std::string(elsewhere), 60 }));
    for (int i = 0; i < 1000; ++i)
        add_removed(rows, { std::to_string(i / 10), std::to_string(i), 1 });
    EXPECT_LE(rows.size(), most_rows + 101);
    EXPECT_EQ(all_of(rows), 2 * (most_places + 30) + 1000);
    add_removed(rows, { "macros", "0", 1 });
    EXPECT_EQ(rows[0].count, 3u);
}

TEST(Places, OfForeignNamesMayBeShown)
{
    EXPECT_EQ(place_named("word/資料.bin"), "word/資料.bin");
    EXPECT_EQ(place_named("a\x1B[2J\xE2\x80\xAE"), "a?[2J?");
    EXPECT_EQ(place_named("\x83\x65 a.bin"), "?e?a.bin"); // Of another code page.
    auto longest = place_named(std::string(119, 'a') + "水");
    EXPECT_EQ(longest, std::string(119, 'a'));
    for (const auto& place : { std::string(), place_named("水\n"), longest, place_on("page", 3) })
        EXPECT_TRUE(is_place(place)) << place;
    // A part may be called like a place of ours.
    for (std::string ours :
        { "page 3", "pages 3-12", "sheet 1", "header", "elsewhere", "html, line 2" }) {
        EXPECT_EQ(place_named(ours), '"' + ours + '"');
        EXPECT_EQ(place_in_japanese(place_named(ours)), '"' + ours + '"');
        EXPECT_EQ(place_named(place_named(ours)), place_named(ours));
    }
    EXPECT_EQ(place_named("page 3.xml"), "page 3.xml");
    auto long_page = place_named("page " + std::string(200, '3'));
    EXPECT_EQ(long_page, "\"page " + std::string(113, '3') + '"');
    EXPECT_TRUE(is_place(long_page));
    for (const auto& no : { std::string(121, 'a'), std::string("\n"), std::string("\xFF") })
        EXPECT_FALSE(is_place(no));
}

TEST(Places, HaveWordsInJapanese)
{
    const std::pair<const char*, const char*> words[] { { "page 3", "3ページ" },
        { "pages 3-12", "3～12ページ" }, { "line 7", "7行目" }, { "lines 7-9", "7～9行目" },
        { "sheet 2", "シート2" }, { "slide 10", "スライド10" }, { "directory 1", "ディレクトリ1" },
        { "elsewhere", "ほかの箇所" }, { "document", "文書全体" },
        { "end of file", "ファイルの末尾" }, { "header", "ヘッダー" },
        { "html, line 2", "HTML、2行目" }, { "word/vbaProject.bin", "word/vbaProject.bin" },
        { "page three", "page three" }, { "", "" } };
    for (auto [english, japanese] : words)
        EXPECT_EQ(place_in_japanese(english), japanese);
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
