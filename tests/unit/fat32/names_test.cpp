// SPDX-License-Identifier: MIT
// Names as the FAT32 specification wants them.
#include "kiosk/release/fat32/names.h"

#include <gtest/gtest.h>

using namespace fat32;

static std::string text(const ShortName& name)
{
    return { name.data(), name.size() };
}

TEST(Fat32Names, AShortNameThatSaysItAllStandsAlone)
{
    EXPECT_TRUE(is_short("README.TXT"));
    EXPECT_TRUE(is_short("A"));
    EXPECT_FALSE(is_short("readme.txt")); // Fits, but small letters are told by a long name.
    EXPECT_FALSE(is_short("A.B.C"));
    EXPECT_FALSE(is_short("計画.TXT"));
    EXPECT_FALSE(is_short("A+B.TXT"));
    EXPECT_FALSE(is_short("TWO WORD.TXT"));
    EXPECT_FALSE(is_short("NINELETTE.TXT"));
    EXPECT_FALSE(is_short("A.HTML"));
}

TEST(Fat32Names, MadeShortNamesAreTheSpecificationsOwnExamples)
{
    ShortNames names;
    EXPECT_EQ(text(names.fitting("readme.txt").value()), "README  TXT");
    EXPECT_EQ(text(names.made("The quick brown.fox").value()), "THEQUI~1FOX");
    EXPECT_EQ(text(names.made("a.b.c.d.html").value()), "ABCD~1  HTM");
    EXPECT_EQ(text(names.made("計画書(最終).docx").value()), "___(__~1DOC");
    EXPECT_EQ(text(names.made("計画書(最初).docx").value()), "___(__~2DOC");
    EXPECT_EQ(text(names.made("...").value()), "_~1        ");
}

TEST(Fat32Names, ThousandsOfAlikeNamesHaveAShortNameEach)
{
    ShortNames names;
    EXPECT_TRUE(names.fitting("______~7.TXT"));
    std::set<ShortName> all;
    for (int i = 0; i < 20'000; ++i) {
        auto name = names.made("日報日報日報" + std::to_string(i) + ".txt");
        ASSERT_TRUE(name);
        EXPECT_TRUE(all.insert(name.value()).second) << text(name.value());
    }
    EXPECT_FALSE(all.contains({ '_', '_', '_', '_', '_', '_', '~', '7', 'T', 'X', 'T' }));
}

TEST(Fat32Names, ALongNameIsUtf16OfAtMost255Units)
{
    EXPECT_EQ(long_name("計画😀").value(), u"計画😀");
    std::string longest(255, 'a');
    EXPECT_EQ(long_name(longest).value().size(), 255u);
    EXPECT_FALSE(long_name(longest + "a"));
    std::string pairs = "a";
    for (int i = 0; i < 127; ++i)
        pairs += "😀";
    EXPECT_EQ(long_name(pairs).value().size(), 255u);
    EXPECT_FALSE(long_name(pairs + "a"));
}

TEST(Fat32Names, WhatNoReaderTakesIsRefused)
{
    for (const char* bad : { "", "a:b", "a\\b", "a?", "a*", "a\"", "a<", "a>", "a|", "a/b", "a\x01",
             "a\x7f", "a.", "a ", " a", "\xff" })
        EXPECT_FALSE(long_name(bad)) << bad;
}

TEST(Fat32Names, TheChecksumIsTheKnownOne)
{
    // The specification's algorithm, worked out by hand for one name.
    unsigned sum = 0;
    for (unsigned char c : std::string("THEQUI~1FOX"))
        sum = ((sum & 1 ? 0x80 : 0) + (sum >> 1) + c) & 0xFF;
    ShortNames names;
    EXPECT_EQ(checksum_of(names.made("The quick brown.fox").value()), sum);
}
