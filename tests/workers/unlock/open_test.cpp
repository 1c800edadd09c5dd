// SPDX-License-Identifier: MIT
// OpenDocument under a password, as LibreOffice writes it, and such as nobody would.
#include "sanitizer/unlock/odf/cipher.h"
#include "tests/workers/unlock/tools.h"

#include <gtest/gtest.h>

using broker::RefusalReason, policy::FileType, tools::Answer;

static const std::string none_opens = "none of the given passwords opens it";
static const std::string unknown = "an encryption that is not known";
static const std::string damaged = "it is damaged behind its password";
static const std::string too_much = "more without its password than allowed";

namespace {

struct Locked {
    std::string file;
    std::string plain;
};

}

static Locked locked(const std::string& changes = "")
{
    tools::Folder folder;
    folder.run("python3 -B " SEKISHO_SOURCE "/tests/samples/encrypted_open.py out '弁 7 Horse' "
        + changes);
    return { folder.get("out"), folder.get("out.plain") };
}

static Answer unlocked(const std::string& file,
    const std::vector<std::string>& passwords = { "wrong", "弁 7 Horse" },
    std::uint64_t most_bytes = 1 << 28)
{
    return tools::unlocked(file, FileType::Odt, passwords, most_bytes);
}

TEST(UnlockedOpenDocument, IsWhatWasEncrypted)
{
    for (const auto* changes : { "", "rounds=100000", "bits=128", "bits=192", "start=sha1",
             "start=sha1 proof=sha1", "kind=ods", "kind=odp",
             "derivation=urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#pbkdf2" }) {
        auto both = locked(changes);
        auto answer = unlocked(both.file);
        ASSERT_EQ(answer.refusal, "") << changes;
        auto parts = tools::contents_of(answer.bytes);
        auto expected = tools::contents_of(both.plain);
        auto manifest = parts["META-INF/manifest.xml"];
        EXPECT_EQ(manifest.find("encryption"), std::string::npos);
        EXPECT_NE(manifest.find("content.xml"), std::string::npos);
        parts.erase("META-INF/manifest.xml");
        expected.erase("META-INF/manifest.xml");
        EXPECT_EQ(parts, expected) << changes;
        EXPECT_EQ(answer.bytes, unlocked(both.file).bytes) << changes;
    }
}

TEST(UnlockedOpenDocument, IsNoneWithoutThePassword)
{
    auto file = locked().file;
    EXPECT_EQ(unlocked(file, {}).refusal, "it needs a password");
    for (const auto* wrong : { "", "弁 7 horse", "弁 7 Horse ", "\xE5\xBC" }) {
        auto answer = unlocked(file, { wrong });
        EXPECT_EQ(answer.refusal, none_opens) << wrong;
        EXPECT_EQ(answer.reason, RefusalReason::Encrypted);
    }
    EXPECT_EQ(unlocked(locked("other=another").file).refusal, damaged);
}

TEST(UnlockedOpenDocument, IsWholeAndAsLongAsItsManifestSays)
{
    for (const auto* changes : { "grow=1", "grow=-1", "cut=1", "flip=1" })
        EXPECT_EQ(unlocked(locked(changes).file).refusal, damaged) << changes;
    EXPECT_EQ(unlocked(locked("grow=4000000000").file).refusal, too_much);
    auto file = locked().file;
    EXPECT_EQ(unlocked(file, { "弁 7 Horse" }, 2'000).refusal, too_much);
}

TEST(UnlockedOpenDocument, HasAManifestThatSaysOneThingOfEachFile)
{
    for (const auto* changes : { "within=1", "after=1", "vector=8", "vector=0", "vector=17" })
        EXPECT_EQ(unlocked(locked(changes).file).refusal, damaged) << changes;
}

// Whoever asks: less would be read past its end.
TEST(UnlockedOpenDocument, IsOpenedByAWholeVectorOnly)
{
    for (std::size_t size : { 0u, 8u, 15u, 17u }) {
        unlock_odf::Sealing sealing;
        sealing.salt.resize(16);
        sealing.rounds = 1;
        sealing.vector.resize(size);
        EXPECT_FALSE(unlock_odf::open_part(sealing, base::Bytes(16), "a")) << size;
    }
}

TEST(UnlockedOpenDocument, IsRefusedWhereItsCipherIsNotKnown)
{
    for (const auto* changes :
        { "cipher='Blowfish CFB'", "cipher=http://www.w3.org/2009/xmlenc11#aes256-gcm",
            "derivation=argon2id", "key=16", "cipher=http://www.w3.org/2001/04/xmlenc#aes128-cbc" })
        EXPECT_EQ(unlocked(locked(changes).file).refusal, unknown) << changes;
    EXPECT_EQ(unlocked(locked("rounds=1000001").file).refusal, too_much);
    EXPECT_EQ(unlocked(locked("rounds=0").file).refusal, damaged);
    EXPECT_EQ(unlocked(locked().plain).refusal, damaged); // Not encrypted.
}
