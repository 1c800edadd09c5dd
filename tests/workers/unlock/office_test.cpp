// SPDX-License-Identifier: MIT
// OOXML under a password, as MS-OFFCRYPTO has it, and such as Office would not make.
#include "tests/workers/unlock/tools.h"

#include <gtest/gtest.h>

using broker::RefusalReason, policy::FileType, tools::Answer;

static const std::string none_opens = "none of the given passwords opens it";
static const std::string unknown = "an encryption that is not known";
static const std::string damaged = "it is damaged behind its password";

// With few rounds, where nothing else is asked for: they are there to take time.
static std::string encrypted(
    const std::string& content, const std::string& kind, const std::string& changes = "")
{
    tools::Folder folder;
    folder.put("in", content);
    folder.run("python3 -B " SEKISHO_SOURCE
               "/tests/samples/encrypted_office.py in out '弁 7 Horse' "
        + kind + " spins=500 " + changes);
    return folder.get("out");
}

static Answer unlocked(const std::string& file,
    const std::vector<std::string>& passwords = { "wrong", "弁 7 Horse" },
    std::uint64_t most_bytes = 1 << 28)
{
    return tools::unlocked(file, FileType::EncryptedOffice, passwords, most_bytes);
}

TEST(UnlockedOffice, IsWhatWasEncrypted)
{
    EXPECT_EQ(unlocked(encrypted("x", "agile", "spins=100000")).bytes, "x");
    for (const auto* kind : { "agile", "agile-sha1", "agile-sha256", "agile-sha384", "standard",
             "standard bits=192", "standard bits=256" }) {
        for (std::size_t size : { 1u, 4096u, 9000u }) {
            std::string content(size, 'a');
            content.front() = 'P';
            content.back() = 'z';
            auto answer = unlocked(encrypted(content, kind));
            ASSERT_EQ(answer.refusal, "") << kind << " " << size;
            EXPECT_EQ(answer.bytes, content) << kind << " " << size;
        }
    }
}

TEST(UnlockedOffice, IsNoneWithoutThePassword)
{
    for (const auto* kind : { "agile", "standard" }) {
        auto file = encrypted("Valve 7", kind);
        EXPECT_EQ(unlocked(file, {}).refusal, "it needs a password") << kind;
        for (const auto* wrong :
            { "", "弁 7 horse", "弁 7 Horse ", "VelvetSweatshop", "\xE5\xBC" }) {
            auto answer = unlocked(file, { wrong });
            EXPECT_EQ(answer.refusal, none_opens) << kind << " " << wrong;
            EXPECT_EQ(answer.reason, RefusalReason::Encrypted);
        }
    }
}

// One character that takes two units of UTF-16.
TEST(UnlockedOffice, TakesPasswordsOfAllCharacters)
{
    tools::Folder folder;
    folder.put("in", "x");
    folder.run("python3 -B " SEKISHO_SOURCE
               "/tests/samples/encrypted_office.py in out '\xF0\xA0\xAE\xB7野家é' agile");
    EXPECT_EQ(unlocked(folder.get("out"), { "\xF0\xA0\xAE\xB7野家é" }).bytes, "x");
}

TEST(UnlockedOffice, OfAnAgilePackageIsUnchanged)
{
    std::string content(9000, 'a');
    EXPECT_EQ(unlocked(encrypted(content, "agile", "flip=5000")).refusal, damaged);
    EXPECT_EQ(unlocked(encrypted(content, "agile", "flip=0")).refusal, damaged); // Its size.
    EXPECT_EQ(unlocked(encrypted(content, "agile", "cut=16")).refusal, damaged);
}

TEST(UnlockedOffice, IsNoLongerThanItsPackage)
{
    for (const auto* kind : { "agile", "standard" }) {
        EXPECT_EQ(unlocked(encrypted(std::string(32, 'a'), kind, "size=32")).refusal, "") << kind;
        EXPECT_EQ(unlocked(encrypted(std::string(32, 'a'), kind, "size=33")).refusal, damaged);
        EXPECT_EQ(
            unlocked(encrypted(std::string(32, 'a'), kind, "size=18446744073709551615")).refusal,
            damaged);
        EXPECT_EQ(unlocked(encrypted(std::string(32, 'a'), kind, "cut=3")).refusal, damaged)
            << kind;
        EXPECT_EQ(unlocked(encrypted(std::string(32, 'a'), kind, "info=20")).refusal,
            std::string(kind) == "agile" ? unknown : damaged);
        EXPECT_EQ(unlocked(encrypted(std::string(32, 'a'), kind, "info=3")).refusal, damaged);
    }
}

TEST(UnlockedOffice, IsWithinTheLimit)
{
    auto file = encrypted(std::string(5000, 'a'), "agile");
    EXPECT_EQ(unlocked(file, { "弁 7 Horse" }, 5000).refusal, "");
    auto answer = unlocked(file, { "弁 7 Horse" }, 4999);
    EXPECT_EQ(answer.refusal, "more without its password than allowed");
    EXPECT_EQ(answer.reason, RefusalReason::Limit);
}

TEST(UnlockedOffice, IsNoneWhereTheEncryptionIsNotKnown)
{
    for (const auto* change : { "from='\"AES\"' to='\"RC2\"'", "from=ModeCBC to=ModeCFB",
             "from=SHA512 to=MD5", "from='keyBits=\"256\"' to='keyBits=\"255\"'",
             "from='keyBits=\"256\"' to=", "from='blockSize=\"16\"' to='blockSize=\"8\"'",
             "from='saltSize=\"16\"' to='saltSize=\"0\"'",
             "from='hashSize=\"64\"' to='hashSize=\"20\"'", "from='<dataIntegrity ' to='<other '",
             "from='<keyEncryptors>' to='<!-- --><keyEncryptors>'",
             "from='<keyEncryptors>' to='<keyData/><keyEncryptors>'", "spins=1000001", "spins=-1",
             "from='encryptedKeyValue=\"' to='encryptedKeyValue=\"?'" }) {
        auto answer = unlocked(encrypted("x", "agile", change));
        EXPECT_EQ(answer.refusal, unknown) << change;
        EXPECT_EQ(answer.reason, RefusalReason::Encrypted) << change;
    }
    EXPECT_EQ(unlocked(encrypted("x", "standard", "algorithm=26625")).refusal, unknown); // RC4.
    EXPECT_EQ(unlocked(encrypted("x", "agile", "spins=1000000")).refusal, none_opens);
}

TEST(UnlockedOffice, IsRefusedAsSoonWhateverItsInfoIs)
{
    tools::Folder folder;
    folder.put("in", "x");
    folder.run(
        "python3 -B -c 'import sys; sys.path.insert(0, \"" SEKISHO_SOURCE
        "/tests/samples\")\nimport struct, compound_file\n"
        "for name, size in ((\"short\", 65_000), (\"long\", 66_000)):\n"
        "    open(name, \"wb\").write(compound_file.compound({\"EncryptedPackage\": bytes(24),\n"
        "        \"EncryptionInfo\": struct.pack(\"<HHI\", 4, 4, 64) + b\"<\" * size + b\">\"}))'");
    auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(unlocked(folder.get("short"), {}).refusal, unknown);
    EXPECT_EQ(unlocked(folder.get("long"), {}).refusal, damaged);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)); // It took 45.
}
