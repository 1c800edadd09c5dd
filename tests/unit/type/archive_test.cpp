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

// One file that is stored, as its blocks' bytes.
static std::string old_rar(unsigned main_flags = 0, unsigned file_flags = 0, unsigned end_flags = 0)
{
    auto block = [](char kind, unsigned flags, const std::string& body) {
        auto head = kind + le16(flags) + le16(static_cast<unsigned>(7 + body.size())) + body;
        return le32(crc32_of(head)).substr(0, 2) + head;
    };
    auto file = le32(4) + le32(4) + '\3' + le32(crc32_of("text")) + le32(0) + "\x1D\x30" + le16(5)
        + le32(0x81A4) + "a.txt";
    return std::string("Rar!\x1A\x07\0", 7) + block('\x73', main_flags, std::string(6, '\0'))
        + block('\x74', 0x8000 | file_flags, file) + "text" + block('\x7B', end_flags, "");
}

struct NewRar {
    char main_flags { 0 }, file_head_flags { 2 }, end_flags { 0 };
    std::string extra {};
};

// Seven bits a byte, the lowest first.
static std::string rar_number(std::size_t number)
{
    std::string bytes;
    for (; number >= 0x80; number >>= 7)
        bytes += static_cast<char>(number | 0x80);
    return bytes + static_cast<char>(number);
}

static std::string new_rar(const NewRar& rar = {})
{
    auto block = [](const std::string& inside) {
        auto head = rar_number(inside.size()) + inside;
        return le32(crc32_of(head)) + head;
    };
    auto file = std::string("\2") + rar.file_head_flags;
    if (!rar.extra.empty())
        file += rar_number(rar.extra.size());
    file += std::string("\4\4\4\x24", 4) + le32(crc32_of("text")) + std::string("\0\1\5", 3)
        + "a.txt" + rar.extra;
    return std::string("Rar!\x1A\x07\1\0", 8) + block(std::string("\1\0", 2) + rar.main_flags)
        + block(file) + "text" + block(std::string("\5\0", 2) + rar.end_flags);
}

static Seen broken_rar(const std::string& detail)
{
    return { "rar", "broken", detail };
}

TEST(Rar, IsWalkedToItsEnd)
{
    for (const auto& whole : { old_rar(), new_rar() }) {
        EXPECT_EQ(look(whole, "rar"), sound("rar"));
        EXPECT_EQ(look(whole, "cbr"), sound("rar"));
        EXPECT_EQ(look(whole + std::string(100, '\0')), sound("rar"));
        EXPECT_EQ(look(whole + "more").structure, "ambiguous");
        EXPECT_EQ(look(whole + new_rar()).structure, "ambiguous");
        for (std::size_t size = 8; size < whole.size(); ++size) {
            // Nothing tells that a block is missing where there need be no end mark.
            bool without_end_mark = whole == old_rar() && (size == 20 || size == whole.size() - 7);
            EXPECT_EQ(look(whole.substr(0, size)).structure, without_end_mark ? "sound" : "broken")
                << size;
        }
    }
    EXPECT_EQ(look(std::string("Rar!\x1A\x07\2\0", 8)), broken_rar("a format that is not known"));
}

TEST(Rar, HasChecksumsThatHold)
{
    for (const auto& whole : { old_rar(), new_rar() }) {
        for (std::size_t at = 8; at < whole.size(); ++at) {
            auto damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
            EXPECT_NE(look(damaged).structure, "sound") << at;
        }
    }
}

TEST(Rar, HasHeadersOfTwoMebibytesAtMost)
{
    auto with_header_of = [](std::size_t bytes) {
        // A record of an unknown kind: 21 bytes of the header are before it, three tell its size.
        auto extra = rar_number(bytes - 24) + "\x7F" + std::string(bytes - 25, 'x');
        return new_rar({ .file_head_flags = 3, .extra = extra });
    };
    constexpr std::size_t most = 2 << 20;
    EXPECT_EQ(look(with_header_of(most)), sound("rar"));
    EXPECT_EQ(look(with_header_of(most + 1)), broken_rar("a block beyond the end"));
}

TEST(Rar, IsNoVolumeOfASet)
{
    for (const auto& volume : { old_rar(1), old_rar(0, 1), old_rar(0, 2), old_rar(0, 0, 1),
             new_rar({ .main_flags = 1 }), new_rar({ .file_head_flags = 2 | 8 }),
             new_rar({ .file_head_flags = 2 | 16 }), new_rar({ .end_flags = 1 }) })
        EXPECT_EQ(look(volume), broken_rar("one volume of several"));
}

TEST(Rar, SaysWhereItNeedsAPassword)
{
    EXPECT_EQ(look(old_rar(0x80)).structure, "encrypted");
    EXPECT_EQ(look(old_rar(0, 4)).structure, "encrypted");
    NewRar secret { .file_head_flags = 3, .extra = std::string("\3\1\0\0", 4) };
    EXPECT_EQ(look(new_rar(secret)).structure, "encrypted");
    NewRar other { .file_head_flags = 3, .extra = std::string("\3\3\0\0", 4) };
    EXPECT_EQ(look(new_rar(other)), sound("rar"));
    auto headers = std::string("\4\4\0\0\x0F", 5);
    EXPECT_EQ(
        look(std::string("Rar!\x1A\x07\1\0", 8) + le32(crc32_of(headers)) + headers).structure,
        "encrypted");
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
