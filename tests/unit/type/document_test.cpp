// SPDX-License-Identifier: MIT
#include "tests/unit/type/samples.h"

#include <gtest/gtest.h>

using namespace samples;

TEST(Pdf, EndsWithItsEndMark)
{
    EXPECT_EQ(look(pdf(), "pdf"), sound("pdf"));
    EXPECT_EQ(look(pdf() + "\r\n \t"), sound("pdf"));
    EXPECT_EQ(look(pdf() + "x").structure, "ambiguous");
    EXPECT_EQ(
        look(pdf() + pdf()), sound("pdf")); // Written on at the end, as ISO 32000-1 7.5.6 has it.
    auto no_end = pdf();
    no_end.resize(no_end.rfind("%%EOF"));
    EXPECT_EQ(look(no_end).structure, "broken");
    auto no_table = pdf();
    no_table.replace(no_table.find("startxref"), 9, "startnone");
    EXPECT_EQ(look(no_table).structure, "broken");
}

TEST(Pdf, TellsWhatIsEncrypted)
{
    auto with = [](const std::string& key) {
        auto text = pdf();
        return look(text.insert(text.find("/Root"), key)).structure;
    };
    EXPECT_EQ(with("/Encrypt 9 0 R"), "encrypted");
    EXPECT_EQ(with("/Encrypt<</V 1>>"), "encrypted");
    EXPECT_EQ(with("/Encrypt9"), "encrypted");
    EXPECT_EQ(with("/EncryptMetadata true"), "sound");
}

TEST(Rtf, ClosesItsBraces)
{
    EXPECT_EQ(look(rtf(), "rtf"), sound("rtf"));
    EXPECT_EQ(look(rtf() + std::string("\r\n\0", 3)), sound("rtf"));
    EXPECT_EQ(look(rtf() + "PK").structure, "ambiguous");
    EXPECT_EQ(look(rtf() + rtf()).structure, "ambiguous");
    EXPECT_EQ(look("{\\rtf1 {open").structure, "broken");
    EXPECT_EQ(look("{\\rtf1 \\}").structure, "broken"); // An escaped brace closes nothing.
    EXPECT_EQ(look("{\\rtf1 \\{\\\\}"), sound("rtf"));
}

TEST(Rtf, BinaryDataIsSkippedByCount)
{
    EXPECT_EQ(look("{\\rtf1 \\bin3 }}}}"), sound("rtf"));
    EXPECT_EQ(look("{\\rtf1 \\bin99999999999999999999 }").structure, "broken");
}

TEST(Program, IsOneWhateverItIsCalled)
{
    for (const std::string& bytes : { std::string("MZ\x90\0", 4),
             std::string("\x7F"
                         "ELF\2"),
             std::string("#!/bin/sh\n"), std::string("\xCA\xFE\xBA\xBE"),
             std::string("\xCF\xFA\xED\xFE"), std::string("\0asm", 4) }) {
        for (const char* extension : { "exe", "txt", "pdf", "jpg", "docx", "" })
            EXPECT_EQ(look(bytes + "content", extension), sound("executable")) << extension;
    }
    auto shortcut = std::string("L\0\0\0\x01\x14\x02\0", 8) + std::string(68, '\0');
    EXPECT_EQ(look(shortcut, "txt"), sound("shortcut"));
}

TEST(Nothing, HasNoType)
{
    EXPECT_EQ(look("", "txt"), sound("empty"));
    for (int c = 0; c < 256; ++c)
        look(std::string(1, static_cast<char>(c)), "txt");
    EXPECT_EQ(look("a", "txt"), sound("text"));
    // A Macintosh's other half of a file, and its folder's looks.
    EXPECT_EQ(look(std::string("\0\5\x16\7\0\2\0\0", 8), "jpg").type, "unknown");
    EXPECT_EQ(look(std::string("\0\0\0\1Bud1", 8), "").type, "unknown");
    EXPECT_EQ(look(std::string(1, '\0'), "txt").type, "unknown");
}
