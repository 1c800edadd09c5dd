// SPDX-License-Identifier: MIT
// The broker, the writer and the verifier against workers in the power of what they read: no file,
// or one with nothing forbidden in it.
#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/core/base/memory_file.h"
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf_drawing/tools.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <stdlib.h>

namespace fs = std::filesystem;
using broker::Outcome, broker::Rebuilt, broker::Refused;
using testing::HasSubstr, testing::Not;

class LyingDrawer : public testing::Test {
protected:
    void SetUp() override
    {
        char pattern[] = "/tmp/lying-drawer-XXXXXX";
        ASSERT_TRUE(mkdtemp(pattern));
        m_folder = pattern;
        fs::permissions(m_folder, fs::perms(0755));
        for (const auto* honest : { "decode-pdf", "decode-pdf-splash", "scanners-codes" })
            link(honest, honest);
        link("decode-pdf-drawing", "fake-decode-pdf-drawing");
        link("encode-pdf-drawing", "encode-pdf-drawing");
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void link(const std::string& name, const std::string& program)
    {
        fs::remove(m_folder / name);
        fs::create_symlink(fs::path(SEKISHO_LIBEXEC) / program, m_folder / name);
    }

    Result<Outcome<Rebuilt>> ask(std::string reader, std::string writer = "")
    {
        broker::Workers workers(m_folder,
            { { "decode-pdf-drawing", { std::move(reader) } },
                { "encode-pdf-drawing", { std::move(writer) } } });
        auto pdf = samples::book({ .contents = { samples::words("a"), samples::words("b") } });
        auto file = base::sealed_memory_file("pdf", base::view_of(pdf)).take();
        auto request = tools::with_links();
        request.pages.time_base = std::chrono::seconds(10);
        return broker::redraw_pdf(workers, file, request);
    }

    std::string output(const std::string& lie)
    {
        auto outcome = ask(lie);
        EXPECT_TRUE(outcome) << lie << ": " << outcome.error().message;
        auto* rebuilt = outcome ? std::get_if<Rebuilt>(&outcome.value()) : nullptr;
        EXPECT_TRUE(rebuilt) << lie;
        auto bytes = rebuilt ? base::read_all(rebuilt->bytes, 1 << 20).take() : base::Bytes();
        return std::string(base::text_of(bytes));
    }

    fs::path m_folder;
};

TEST_F(LyingDrawer, IsBelievedWhileItDoesNotLie)
{
    auto file = output("honest");
    EXPECT_TRUE(tools::is_verified(file, 2));
    EXPECT_THAT(tools::run(file, "qpdf --check $F"), HasSubstr("No syntax or stream encoding"));
}

TEST_F(LyingDrawer, GivesNoFileWhenTheReaderLiesToTheBroker)
{
    for (const auto* lie : { "never ready", "another page", "more than the slot", "another kind",
             "an unknown kind", "control characters", "an answer too many", "crash" })
        EXPECT_FALSE(ask(lie)) << lie;
}

TEST_F(LyingDrawer, GivesNoFileWhenTheReaderSendsNoListOfOurs)
{
    for (const auto* lie : { "a document for a list", "a list cut off", "a step of no list",
             "a font out of turn", "letters of no font", "a picture of billions",
             "a page that is not there", "a group without an end", "an outline of other steps",
             "an outline that leads nowhere" })
        EXPECT_FALSE(ask(lie)) << lie;
}

TEST_F(LyingDrawer, GivesAFileWithoutWhatIsForbiddenInAList)
{
    auto links = output("forbidden links");
    EXPECT_TRUE(tools::is_verified(links, 2));
    EXPECT_THAT(tools::inflated(links), HasSubstr("/URI (http://a/%29%3E%3E/S/Launch/F%28x%29)"));
    for (const auto* gone : { "javascript", "file:", "passwd", "share", "user", "/S/Launch/F(" })
        EXPECT_THAT(links, Not(HasSubstr(gone)));

    auto letters = output("unsafe letters");
    EXPECT_TRUE(tools::is_verified(letters, 2));
    for (const auto* gone : { "<202E", "202E>", "001B", "000A" })
        EXPECT_THAT(tools::inflated(letters), Not(HasSubstr(gone)));
}

TEST_F(LyingDrawer, GivesNoFileWhenTheWriterLiesToTheBroker)
{
    link("encode-pdf-drawing", "fake-encode-pdf-drawing");
    for (const auto* lie : { "endless letters", "endless links", "endless pixels",
             "an end for a page", "a page for an end", "another size", "more than allowed" })
        EXPECT_FALSE(ask("honest", lie)) << lie;
}

// The broker cannot tell; the verifier can.
TEST_F(LyingDrawer, IsStoppedByTheVerifierWhenTheWriterWritesWhatItLikes)
{
    link("encode-pdf-drawing", "fake-encode-pdf-drawing");
    auto outcome = ask("honest", "a script");
    ASSERT_TRUE(outcome) << outcome.error().message;
    const auto& file = std::get<Rebuilt>(outcome.value()).bytes;
    auto verdict = broker::verify_pdf(tools::workers(), {}, file, { 2, policy::Hyperlinks::Keep });
    ASSERT_TRUE(verdict) << verdict.error().message;
    EXPECT_TRUE(std::holds_alternative<Refused>(verdict.value()));
}

// Nobody would look for a page that is missing.
TEST_F(LyingDrawer, IsStoppedByTheVerifierWhenAPageIsMissing)
{
    auto file = output("honest");
    for (auto pages : { 1, 3 })
        EXPECT_FALSE(tools::is_verified(file, static_cast<std::uint64_t>(pages))) << pages;
}

// Whatever the writer was asked for.
TEST_F(LyingDrawer, IsStoppedByTheVerifierWhenLinksLeadToTheWebAgainstThePolicy)
{
    auto outcome = ask("forbidden links");
    ASSERT_TRUE(outcome) << outcome.error().message;
    const auto& file = std::get<Rebuilt>(outcome.value()).bytes;
    for (auto links : { policy::Hyperlinks::Keep, policy::Hyperlinks::Text }) {
        auto verdict = broker::verify_pdf(tools::workers(), {}, file, { 2, links });
        ASSERT_TRUE(verdict) << verdict.error().message;
        EXPECT_EQ(
            std::holds_alternative<Refused>(verdict.value()), links == policy::Hyperlinks::Text);
    }
}
