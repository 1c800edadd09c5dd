// SPDX-License-Identifier: MIT
// What becomes of a file whose signatures a worker in the power of that file vouches for.
#include "kiosk/broker/ask/signature.h"
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
    }
    void TearDown() override { fs::remove_all(m_folder); }

    Result<std::vector<policy::Signature>> ask(const std::string& lie)
    {
        broker::Workers workers(m_folder, { { "scanners-signature", { lie } } });
        auto file = base::sealed_memory_file("file", base::view_of("a PDF")).take();
        return broker::ask_signatures(workers, {}, file, policy::FileType::Pdf, 2);
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
