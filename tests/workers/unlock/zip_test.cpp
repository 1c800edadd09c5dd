// SPDX-License-Identifier: MIT
// Encrypted ZIP files of 7-Zip's, and such as it would not make.
#include "tests/workers/unlock/tools.h"

#include <gtest/gtest.h>

using broker::RefusalReason, policy::FileType, tools::Answer, tools::Contents;

static const Contents files { { "a.txt", "水質は良好\n" }, { "資料/表.csv", "a,b\n1,2\n" },
    { "long.txt", std::string(300'000, 'a') }, { "empty.txt", "" } };

static Contents named_files(const Contents& contents)
{
    Contents without_folders;
    for (const auto& [name, bytes] : contents) {
        if (!name.ends_with('/'))
            without_folders[name] = bytes;
    }
    return without_folders;
}

static Answer unlocked(const std::string& zip, const std::vector<std::string>& passwords,
    std::uint64_t most_bytes = 1 << 28)
{
    return tools::unlocked(zip, FileType::Zip, passwords, most_bytes);
}

static const std::string none_opens = "none of the given passwords opens it";

TEST(UnlockedZip, HoldsWhatWasEncrypted)
{
    for (const auto* options : { "-mem=ZipCrypto", "-mem=AES128", "-mem=AES192", "-mem=AES256",
             "-mem=AES256 -mx0", "-mem=ZipCrypto -mx0" }) {
        auto zip = tools::encrypted_zip(files, "correct 7 Horse", options);
        auto answer = unlocked(zip, { "wrong", "correct 7 Horse", "another" });
        ASSERT_EQ(answer.refusal, "") << options;
        EXPECT_EQ(named_files(tools::contents_of(answer.bytes)), files) << options;
        EXPECT_EQ(answer.bytes, unlocked(zip, { "correct 7 Horse" }).bytes) << options;
    }
}

TEST(UnlockedZip, IsNoneWithoutThePassword)
{
    for (const auto* options : { "-mem=ZipCrypto", "-mem=AES256", "-mem=ZipCrypto -mx0" }) {
        auto zip = tools::encrypted_zip(files, "right", options);
        for (const auto& passwords : { std::vector<std::string> {}, { "Right", "right ", "" } }) {
            auto answer = unlocked(zip, passwords);
            EXPECT_EQ(answer.refusal, passwords.empty() ? "it needs a password" : none_opens)
                << options;
            EXPECT_EQ(answer.reason, RefusalReason::Encrypted) << options;
        }
    }
}

TEST(UnlockedZip, MayNeedAnotherPasswordForEachEntry)
{
    tools::Folder folder;
    for (const auto* name : { "a", "b", "c", "plain" })
        folder.put(name, std::string("of ") + name);
    folder.run("7z a -tzip all.zip plain >said; for one in a b c; do "
               "7z a -tzip -mem=AES256 -pof-$one all.zip $one >said; done");
    auto zip = folder.get("all.zip");
    auto answer = unlocked(zip, { "of-c", "of-a", "of-b" });
    ASSERT_EQ(answer.refusal, "");
    EXPECT_EQ(tools::contents_of(answer.bytes),
        (Contents { { "a", "of a" }, { "b", "of b" }, { "c", "of c" }, { "plain", "of plain" } }));
    EXPECT_EQ(unlocked(zip, { "of-c", "of-a" }).refusal, none_opens);
}

TEST(UnlockedZip, IsNoneOfAnyChangedByte)
{
    for (const auto* options : { "-mem=AES256", "-mem=ZipCrypto" }) {
        auto zip = tools::encrypted_zip({ { "a.txt", std::string(100, 'a') } }, "x", options);
        auto whole = unlocked(zip, { "x" }).bytes;
        ASSERT_FALSE(whole.empty());
        auto directory = zip.find("PK\1\2");
        ASSERT_NE(directory, std::string::npos);
        for (std::size_t at = zip.find("a.txt") + 5; at < directory; ++at) {
            auto changed = zip;
            changed[at] = static_cast<char>(changed[at] ^ 0x10);
            auto answer = unlocked(changed, { "x" });
            // Behind the last of its codes, deflate leaves bits that mean nothing.
            EXPECT_TRUE(answer.bytes.empty() || answer.bytes == whole
                || tools::contents_of(answer.bytes) == tools::contents_of(whole))
                << options << " " << at;
            EXPECT_FALSE(answer.refusal.starts_with("no answer")) << answer.refusal;
        }
    }
}

// AE-1 has the checksum that AE-2 leaves out.
TEST(UnlockedZip, ComparesTheChecksumWhereThereIsOne)
{
    auto zip = tools::encrypted_zip({ { "a.txt", "123456789" } }, "x", "-mem=AES256 -mx0");
    const std::string version_2 = { 1, char(0x99), 7, 0, 2, 0, 'A', 'E' };
    auto with_checksum = [&](const std::string& crc) {
        auto changed = zip;
        for (auto at = changed.find(version_2); at != changed.npos; at = changed.find(version_2))
            changed[at + 4] = 1;
        changed.replace(14, 4, crc);
        changed.replace(changed.find("PK\1\2") + 16, 4, crc);
        return unlocked(changed, { "x" });
    };
    EXPECT_EQ(with_checksum("\x26\x39\xf4\xcb").refusal, ""); // The check value of CRC-32.
    EXPECT_EQ(with_checksum("\x26\x39\xf4\xca").refusal, "it is damaged behind its password");
}

TEST(UnlockedZip, StaysWithinItsSize)
{
    auto zip = tools::encrypted_zip(files, "x", "-mem=AES256");
    auto bytes = unlocked(zip, { "x" }).bytes.size();
    EXPECT_EQ(unlocked(zip, { "x" }, zip.size()).refusal, "");
    auto answer = unlocked(zip, { "x" }, bytes - 1);
    EXPECT_EQ(answer.refusal, "more without its password than allowed");
    EXPECT_EQ(answer.reason, RefusalReason::Limit);
}

TEST(UnlockedZip, KeepsALinkALink)
{
    tools::Folder folder;
    folder.run("ln -s /etc/passwd link && 7z a -tzip -px -snl a.zip link >said");
    auto answer = unlocked(folder.get("a.zip"), { "x" });
    ASSERT_EQ(answer.refusal, "");
    folder.put("b.zip", answer.bytes);
    EXPECT_EQ(folder.run("python3 -c 'import zipfile; print(oct("
                         "zipfile.ZipFile(\"b.zip\").infolist()[0].external_attr >> 28))'"),
        "0o12\n");
}

TEST(UnlockedZip, IsMadeOfASoundAndEncryptedOneOnly)
{
    tools::Folder folder;
    folder.put("a", "words");
    folder.run("7z a -tzip a.zip a >said");
    auto encrypted = tools::encrypted_zip(files, "x", "");
    for (const auto& zip : { folder.get("a.zip"), std::string(), std::string("PK"),
             encrypted.substr(0, encrypted.size() - 1), "MZ" + encrypted }) {
        auto answer = unlocked(zip, { "x" });
        EXPECT_EQ(answer.refusal, "it is damaged behind its password");
        EXPECT_EQ(answer.reason, RefusalReason::Malformed);
    }
}
