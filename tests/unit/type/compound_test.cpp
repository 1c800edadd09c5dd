// SPDX-License-Identifier: MIT
#include "tests/unit/type/samples.h"

#include <gtest/gtest.h>

using namespace samples;

static const std::string word_head
    = std::string("\xEC\xA5\xC1\x00\x00\x00\x00\x00\x00\x00\x00\x00", 12);
static const std::string workbook_head = le16(0x0809) + le16(4) + "bof!";

TEST(Compound, IsTheDocumentInItsRoot)
{
    EXPECT_EQ(look(compound({ { "WordDocument", word_head } })), sound("doc"));
    EXPECT_EQ(look(compound({ { "1Table", "x" }, { "Workbook", workbook_head } })), sound("xls"));
    EXPECT_EQ(look(compound({ { "Book", workbook_head } })), sound("xls"));
    EXPECT_EQ(
        look(compound({ { "PowerPoint Document", "x" }, { "Pictures", "x" } })), sound("ppt"));
    EXPECT_EQ(look(compound({ { "__properties_version1.0", "x" } })), sound("msg"));
}

TEST(Compound, NamesKnowNoCase)
{
    EXPECT_EQ(look(compound({ { "WORKBOOK", workbook_head } })), sound("xls"));
    EXPECT_EQ(look(compound({ { "worddocument", word_head } })), sound("doc"));
}

TEST(Compound, AnEmbeddedDocumentDoesNotChangeWhatItIs)
{
    EXPECT_EQ(
        look(compound({ { "Workbook", workbook_head }, { "MBD0001/WordDocument", word_head } })),
        sound("xls"));
    EXPECT_EQ(look(compound({ { "__properties_version1.0", "x" }, { "__attach/WordDocument", "x" },
                  { "__attach/Workbook", "x" } })),
        sound("msg"));
    // And one that lies only in a folder is not there.
    EXPECT_EQ(
        look(compound({ { "x", "x" }, { "folder/WordDocument", word_head } })).type, "unknown");
}

TEST(Compound, TwoDocumentsAreAmbiguous)
{
    EXPECT_EQ(
        look(compound({ { "WordDocument", word_head }, { "Workbook", workbook_head } })).structure,
        "ambiguous");
    EXPECT_EQ(look(compound({ { "PowerPoint Document", "x" }, { "__properties_version1.0", "x" } }))
                  .structure,
        "ambiguous");
    // LibreOffice takes the one within, PowerPoint the other.
    EXPECT_EQ(look(compound({ { "PowerPoint Document", "x" },
                       { "PP97_DUALSTORAGE/PowerPoint Document", "x" } }))
                  .structure,
        "ambiguous");
    // Excel 95's and 97's workbook side by side is what Excel itself writes for both.
    EXPECT_EQ(look(compound({ { "Book", "x" }, { "Workbook", workbook_head } })), sound("xls"));
    // The same name twice in one folder.
    EXPECT_EQ(
        look(compound({ { "WordDocument", word_head }, { "WORDDOCUMENT", "x" } })).type, "unknown");
}

TEST(Compound, TellsWhatIsEncrypted)
{
    auto locked_word = word_head;
    locked_word[11] = 1;
    EXPECT_EQ(look(compound({ { "WordDocument", locked_word } })).structure, "encrypted");
    auto file_pass = le16(0x002F) + le16(6) + "secret";
    EXPECT_EQ(look(compound({ { "Workbook", workbook_head + file_pass } })).structure, "encrypted");
    EXPECT_EQ(
        look(compound({ { "PowerPoint Document", "x" }, { "EncryptedSummary", "x" } })).structure,
        "encrypted");
    auto package = look(compound({ { "EncryptionInfo", "x" }, { "EncryptedPackage", "x" } }));
    EXPECT_EQ(package.type, "encrypted-office");
    EXPECT_EQ(package.structure, "encrypted");
}

TEST(Compound, DataBehindTheLastSectorIsAmbiguous)
{
    auto whole = compound({ { "WordDocument", word_head } });
    EXPECT_EQ(look(whole), sound("doc"));
    // The table has room for 256 sectors; what lies beyond belongs to nothing.
    auto room = whole + std::string(512 * 257 - whole.size(), 'x');
    EXPECT_EQ(look(room), sound("doc"));
    EXPECT_EQ(look(room + "x").structure, "ambiguous");
}

TEST(Compound, BrokenContainersAreNotGuessedAt)
{
    auto whole = compound({ { "WordDocument", word_head }, { "folder/x", "x" } });
    for (std::size_t size : { 8u, 26u, 511u, 512u, 1000u, 1536u, 2000u })
        EXPECT_NE(look(whole.substr(0, size)).structure, "sound") << size;
    auto with = [&](std::size_t at, const std::string& bytes) {
        auto changed = whole;
        changed.replace(at, bytes.size(), bytes);
        return look(changed);
    };
    EXPECT_EQ(with(26, le16(5)).type, "unknown"); // Version.
    EXPECT_EQ(with(28, le16(0xFEFF)).type, "unknown"); // Byte order.
    EXPECT_EQ(with(30, le16(12)).type, "unknown"); // Sectors of 4,096 in version 3.
    EXPECT_EQ(with(48, le32(0xFFFF)).type, "unknown"); // The directory beyond the end.
    EXPECT_EQ(with(512 + 2 * 4, le32(2)).type, "unknown"); // A directory that goes round.
    auto first_entry = 512u + 1024u + 128u;
    EXPECT_EQ(with(first_entry + 68, le32(1)).type, "unknown"); // An entry that is its own sibling.
    EXPECT_EQ(with(first_entry + 72, le32(0)).type, "unknown"); // The root as a sibling.
    EXPECT_EQ(with(first_entry + 72, le32(4000)).type, "unknown"); // A sibling that is not there.
    EXPECT_EQ(with(512 + 1024 + 66, std::string(1, '\1')).type, "unknown"); // No root.
}

// What one reader takes for the one and another for the other.
TEST(Compound, NothingIsThereTwice)
{
    auto whole
        = compound({ { "WordDocument", word_head }, { "folder/x", "x" }, { "folder/y", "y" } });
    EXPECT_EQ(look(whole), sound("doc"));
    auto first_entry = 512u + 1024u + 128u;
    auto last_entry = first_entry + 3 * 128u;
    ASSERT_EQ(whole.substr(last_entry, 1), "y");
    auto same_sectors = whole;
    same_sectors.replace(last_entry + 116, 4, whole.substr(first_entry + 116, 4));
    EXPECT_EQ(look(same_sectors).type, "unknown");
    auto same_name = whole;
    same_name.replace(last_entry, 1, "X");
    EXPECT_EQ(look(same_name).type, "unknown");
}

// No size of file, chain or name may lead outside.
TEST(Compound, EveryByteMayBeAnything)
{
    auto whole = compound({ { "WordDocument", word_head } });
    for (std::size_t at = 0; at < 512 + 1024 + 512; ++at) {
        for (char value : { '\0', '\x01', '\x7F', '\xFF' }) {
            auto changed = whole;
            changed[at] = value;
            look(changed);
        }
    }
}
