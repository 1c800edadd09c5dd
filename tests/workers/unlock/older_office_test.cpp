// SPDX-License-Identifier: MIT
// DOC and XLS under a password, as MS-OFFCRYPTO has it, and documents that Office itself locked.
#include "tests/workers/unlock/tools.h"

#include <gtest/gtest.h>

using broker::RefusalReason, policy::FileType, tools::Answer;

static const std::string unknown = "an encryption that is not known";
static const std::string damaged = "it is damaged behind its password";
static const std::string none_opens = "none of the given passwords opens it";

struct Sample {
    std::string locked, plain;
};

static Sample sample(const std::string& kind, const std::string& changes = "")
{
    tools::Folder folder;
    folder.run("python3 -B " SEKISHO_SOURCE "/tests/samples/encrypted_office.py out '弁 7 Horse' "
        + kind + " " + changes);
    return { folder.get("out"), folder.get("out.plain") };
}

static Answer unlocked(const std::string& file, FileType type,
    const std::vector<std::string>& passwords = { "wrong", "弁 7 Horse" },
    std::uint64_t most_bytes = 1 << 28)
{
    return tools::unlocked(file, type, passwords, most_bytes);
}

static FileType type_of(const std::string& kind)
{
    return kind.starts_with("doc") ? FileType::Doc : FileType::Xls;
}

TEST(UnlockedOlderOffice, IsTheSameFileDecrypted)
{
    for (const std::string kind : { "doc-md5-40", "doc-sha1-40", "doc-sha1-128", "xls-md5-40",
             "xls-sha1-40", "xls-sha1-56", "xls-sha1-128" }) {
        auto file = sample(kind);
        auto answer = unlocked(file.locked, type_of(kind));
        ASSERT_EQ(answer.refusal, "") << kind;
        EXPECT_TRUE(answer.bytes == file.plain) << kind;
        EXPECT_EQ(unlocked(file.locked, type_of(kind), {}).refusal, "it needs a password");
        EXPECT_EQ(unlocked(file.locked, type_of(kind), { "", "弁 7 horse" }).refusal, none_opens);
    }
}

TEST(UnlockedOlderOffice, IsNoneWhereTheEncryptionIsNotKnown)
{
    for (const auto& [kind, change] : std::vector<std::pair<std::string, std::string>> {
             { "doc-md5-40", "flags=33536" }, // Obfuscated (XOR).
             { "doc-sha1-128", "algorithm=26126" }, // AES.
             { "doc-sha1-32", "" }, { "doc-sha1-136", "" }, { "xls-sha1-44", "" },
             { "xls-md5-40", "method=0" }, // XOR.
             { "xls-sha1-128", "algorithm=26126" }, { "doc-md5-40", "version=192" } }) {
        auto answer = unlocked(sample(kind, change).locked, type_of(kind));
        EXPECT_EQ(answer.refusal, unknown) << kind << change;
        EXPECT_EQ(answer.reason, RefusalReason::Encrypted) << kind << change;
    }
    EXPECT_EQ(unlocked(sample("doc-md5-40").locked, FileType::Ppt).refusal, "");
}

TEST(UnlockedOlderOffice, IsWhole)
{
    for (const auto& [kind, change] : std::vector<std::pair<std::string, std::string>> {
             { "doc-md5-40", "info=30" }, { "doc-md5-40", "info=0" }, { "doc-md5-40", "head=5000" },
             { "doc-md5-40", "flags=512" }, { "xls-md5-40", "info=40" }, { "xls-md5-40", "info=1" },
             { "xls-sha1-128", "info=60" }, { "xls-sha1-128", "cut=10" } }) {
        auto answer = unlocked(sample(kind, change).locked, type_of(kind));
        EXPECT_EQ(answer.refusal, damaged) << kind << change;
        EXPECT_EQ(answer.reason, RefusalReason::Malformed) << kind << change;
    }
}

// What lies in it would be somewhere else for a reader that goes on behind the hole.
TEST(UnlockedOlderOffice, HasNoHole)
{
    EXPECT_EQ(unlocked(sample("doc-md5-40", "text=2000").locked, FileType::Doc).refusal, "");
    for (const std::string kind : { "doc-md5-40 text=2000", "xls-md5-40" })
        EXPECT_EQ(unlocked(sample(kind, "hole=1").locked, type_of(kind)).refusal, damaged) << kind;
}

TEST(UnlockedOlderOffice, IsWithinTheLimit)
{
    auto file = sample("xls-md5-40");
    EXPECT_EQ(
        unlocked(file.locked, FileType::Xls, { "弁 7 Horse" }, file.locked.size()).refusal, "");
    EXPECT_EQ(unlocked(file.locked, FileType::Xls, { "弁 7 Horse" }, file.locked.size() - 1).reason,
        RefusalReason::Limit);
}

// No chain, size or place may lead outside.
TEST(UnlockedOlderOffice, GetsAnAnswerForAnyChangedByte)
{
    for (const std::string kind : { "doc-md5-40", "xls-sha1-128" }) {
        auto whole = sample(kind).locked;
        for (std::size_t at = 0; at < whole.size(); at += at < 512 ? 7 : 101) {
            auto changed = whole;
            changed[at] = static_cast<char>(~changed[at]);
            auto answer = unlocked(changed, type_of(kind));
            EXPECT_FALSE(answer.refusal.starts_with("no answer")) << kind << " " << at;
        }
    }
}

// What Office itself locked: agile and Standard packages, RC4 of both kinds.
TEST(UnlockedOlderOffice, OfOthersHands)
{
    std::filesystem::path corpus = SEKISHO_SOURCE "/../shared/corpus/active/ooxml-encrypted";
    if (!std::filesystem::exists(corpus))
        GTEST_SKIP() << "no corpus";
    auto package = FileType::EncryptedOffice;
    const std::vector<std::tuple<std::string, std::string, FileType>> files {
        { "dde-test-encrypt-standardpassword.xls", "VelvetSweatshop", FileType::Xls },
        { "dde-test-encrypt-standardpassword.xlsx", "VelvetSweatshop", package },
        { "dde-test-encrypt-standardpassword.xlsb", "VelvetSweatshop", package },
        { "encrypted.doc", "encrypted", FileType::Doc },
        { "encrypted.xls", "encrypted", FileType::Xls }, { "encrypted.xlsx", "encrypted", package },
        { "encrypted.docx", "oletools", package }
    };
    for (const auto& [name, password, type] : files) {
        tools::Folder folder;
        folder.run("cp " + (corpus / ("decalage2~oletools__" + name)).string() + " a");
        auto locked = folder.get("a");
        EXPECT_EQ(unlocked(locked, type).refusal, none_opens) << name;
        auto answer = unlocked(locked, type, { password });
        ASSERT_EQ(answer.refusal, "") << name;
        if (type == package)
            EXPECT_TRUE(tools::contents_of(answer.bytes).contains("[Content_Types].xml")) << name;
        else
            EXPECT_EQ(answer.bytes.size(), locked.size()) << name;
    }
}
