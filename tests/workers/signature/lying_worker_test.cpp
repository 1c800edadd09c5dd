// SPDX-License-Identifier: MIT
// What becomes of a file whose signatures a worker in the power of that file vouches for.
#include "kiosk/broker/ask/signature.h"
#include "kiosk/broker/ask/signed_xml.h"
#include "kiosk/core/base/memory_file.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace fs = std::filesystem;

class LyingVerifier : public testing::Test {
protected:
    void SetUp() override
    {
        char pattern[] = "/tmp/lying-verifier-XXXXXX";
        ASSERT_TRUE(mkdtemp(pattern));
        m_folder = pattern;
        fs::create_symlink(
            fs::path(SEKISHO_LIBEXEC) / "fake-signature", m_folder / "scanners-signature");
        fs::create_symlink(
            fs::path(SEKISHO_LIBEXEC) / "fake-signed-xml", m_folder / "scanners-signed-xml");
    }
    void TearDown() override { fs::remove_all(m_folder); }

    Result<std::vector<policy::Signature>> ask(
        const std::string& lie, policy::FileType type = policy::FileType::Pdf)
    {
        broker::Workers workers(m_folder, { { "scanners-signature", { lie } } });
        auto file = base::sealed_memory_file("file", base::view_of("a PDF")).take();
        return broker::ask_signatures(workers, {}, file, type, 2);
    }

    Result<std::vector<broker::SignedXml>> ask_xml(const std::string& lie)
    {
        broker::Workers workers(m_folder, { { "scanners-signed-xml", { lie } } });
        auto file = base::sealed_memory_file("file", base::view_of("a package")).take();
        return broker::ask_signed_xml(workers, {}, file, policy::FileType::Docx);
    }

    fs::path m_folder;
};

TEST_F(LyingVerifier, IsBelievedWhileItDoesNotLie)
{
    auto told = ask("honest");
    ASSERT_TRUE(told) << told.error().message;
    ASSERT_EQ(told.value().size(), 1u);
    EXPECT_EQ(told.value()[0].result, policy::SignatureResult::Valid);
    EXPECT_EQ(told.value()[0].signer, "CN=a");
    EXPECT_EQ(told.value()[0].issuer, "CN=b");
    EXPECT_EQ(told.value()[0].serial, "01");
}

TEST_F(LyingVerifier, IsNoAnswerWhenItDoes)
{
    for (const auto* lie : { "unknown result", "unknown kind", "unknown coverage", "unknown time",
             "another kind", "valid of nothing", "valid of a part", "changed, yet whole",
             "valid by nobody", "time without a source", "source without a time",
             "time before time", "endless time", "no UTF-8", "long name", "odd serial",
             "control characters", "none", "too many", "crash", "twice" })
        EXPECT_FALSE(ask(lie)) << lie;
}

TEST_F(LyingVerifier, SpeaksOfTheKindOfFileThatItWasAskedAbout)
{
    EXPECT_FALSE(ask("honest", policy::FileType::Eml));
    EXPECT_TRUE(ask("another kind", policy::FileType::Eml));
}

TEST_F(LyingVerifier, OfXmlIsBelievedWhileItDoesNotLie)
{
    auto told = ask_xml("honest");
    ASSERT_TRUE(told) << told.error().message;
    ASSERT_EQ(told.value().size(), 1u);
    EXPECT_EQ(told.value()[0].told.kind, policy::SignatureKind::Ooxml);
    EXPECT_EQ(told.value()[0].certificates, std::vector<std::string> { "c" });
}

TEST_F(LyingVerifier, OfXmlIsNoAnswerWhenItDoes)
{
    for (const auto* lie : { "unknown result", "unknown coverage", "good of nothing",
             "good without a key", "broken with a key", "expired", "changed after",
             "time before time", "control characters", "unknown method", "odd digest", "no value",
             "long value", "no certificates", "empty certificate", "long certificate",
             "many certificates", "none", "too many" })
        EXPECT_FALSE(ask_xml(lie)) << lie;
}

// Keys that cover something by themselves would lend it to any document.
TEST_F(LyingVerifier, OfKeysAddsNothingToWhatIsSigned)
{
    broker::Workers workers(m_folder,
        { { "scanners-signed-xml", { "honest" } }, { "scanners-signature", { "honest" } } });
    auto file = base::sealed_memory_file("file", base::view_of("a package")).take();
    EXPECT_FALSE(broker::ask_signatures(workers, {}, file, policy::FileType::Docx, 2));
}
