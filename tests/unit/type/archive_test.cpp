// SPDX-License-Identifier: MIT
#include "tests/unit/type/samples.h"

#include <gtest/gtest.h>

using namespace samples;

TEST(Archive, IsKnownByItsFirstBytes)
{
    EXPECT_EQ(look(std::string("7z\xBC\xAF\x27\x1C\0\4", 8)), sound("7z"));
    EXPECT_EQ(look("\x1F\x8B\x08 rest"), sound("gzip"));
    EXPECT_EQ(look("BZh91AY&SYrest"), sound("bzip2"));
    EXPECT_EQ(look(std::string("\xFD"
                               "7zXZ\0rest",
                  10)),
        sound("xz"));
    EXPECT_EQ(look("\x28\xB5\x2F\xFD rest"), sound("zstd"));
    EXPECT_EQ(look("\x22\x30-lh5-" + std::string(20, '\1')), sound("lzh"));
    EXPECT_EQ(look(std::string("MSCF\0\0\0\0", 8)), sound("cab"));
    EXPECT_EQ(look(std::string("Rar!\x1A\x07\x01\0", 8)), sound("rar"));
    EXPECT_EQ(
        look(std::string(32'768, '\0') + "\1CD001\1" + std::string(2'000, '\0')), sound("iso"));
    EXPECT_EQ(look(tar("a.txt", "text")), sound("tar"));
}

TEST(Archive, HalfAMagicIsNone)
{
    EXPECT_NE(look("7z\xBC\xAF").type, "7z");
    EXPECT_NE(look("\x1F\x8B\x07 rest").type, "gzip");
    EXPECT_EQ(look("BZh for beginners\n", "txt"), sound("text"));
    EXPECT_NE(look(std::string("\xFD"
                               "7zXZrest"))
                  .type,
        "xz");
    EXPECT_NE(look("\x22\x30-lh5+" + std::string(20, '\1')).type, "lzh");
    EXPECT_NE(look(std::string(32'768, '\0') + "\1CD00").type, "iso");
    auto wrong_sum = tar("a.txt", "text");
    wrong_sum[0] = 'b';
    EXPECT_NE(look(wrong_sum).type, "tar");
    EXPECT_NE(look(tar("a.txt", "text").substr(0, 511)).type, "tar");
}

// A picture, a document or another archive inside is what archives are for.
TEST(Archive, MayHoldWhatItHolds)
{
    EXPECT_EQ(look(tar("a.pdf", pdf())), sound("tar"));
    EXPECT_EQ(look(zip({ { "a.pdf", pdf() } }), "zip"), sound("zip"));
    EXPECT_EQ(
        look(zip({ { "a.rar", std::string("Rar!\x1A\x07\x01\0", 8) } }), "zip"), sound("zip"));
    EXPECT_EQ(look(tar("a.zip", zip({ { "b.txt", "text" } }))), sound("tar"));
}
