// SPDX-License-Identifier: MIT
// The broker against workers that lie: no answer, never a file.
#include "kiosk/broker/ask/flatten.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace fs = std::filesystem;
using broker::Outcome, broker::Rebuilt;

class LyingPdfWorker : public testing::Test {
protected:
    void SetUp() override
    {
        char pattern[] = "/tmp/lying-pdf-XXXXXX";
        ASSERT_TRUE(mkdtemp(pattern));
        m_folder = pattern;
        fs::permissions(m_folder, fs::perms(0755));
        auto libexec = fs::path(SEKISHO_LIBEXEC);
        for (const auto* name : { "decode-pdf", "decode-pdf-splash" })
            fs::create_symlink(libexec / "fake-decode-pdf", m_folder / name);
        fs::create_symlink(libexec / "scanners-codes", m_folder / "scanners-codes");
        fs::create_symlink(libexec / "fake-encode-pdf", m_folder / "encode-pdf");
    }
    void TearDown() override { fs::remove_all(m_folder); }

    using Ask = decltype(broker::flatten_pdf);
    Result<Outcome<Rebuilt>> ask(
        Ask& ask, std::string decoder, std::string encoder, std::string splash = "cannot draw")
    {
        broker::Workers workers(m_folder,
            { { "decode-pdf", { std::move(decoder) } }, { "encode-pdf", { std::move(encoder) } },
                { "decode-pdf-splash", { std::move(splash) } } });
        auto file = base::sealed_memory_file("pdf", base::view_of("%PDF")).take();
        broker::FlattenRequest request;
        request.max_pages = 10;
        request.time_base = std::chrono::seconds(10);
        return ask(workers, file, request);
    }

    fs::path m_folder;
};

TEST_F(LyingPdfWorker, IsBelievedWhileItDoesNotLie)
{
    auto outcome = ask(broker::flatten_pdf, "honest", "honest");
    ASSERT_TRUE(outcome) << outcome.error().message;
    ASSERT_TRUE(std::holds_alternative<Rebuilt>(outcome.value()));
    EXPECT_EQ(std::get<Rebuilt>(outcome.value()).pages, 2u);
}

TEST_F(LyingPdfWorker, GivesNoFileWhenTheDecoderLies)
{
    for (const auto* lie : { "too many pages", "no pages", "no width", "endless width",
             "fewer heights", "text for pages", "control characters", "never ready", "another page",
             "a page too many", "no fonts", "unknown fonts", "letters without a slot",
             "letters left out", "endless links", "endless attachments", "no attachments",
             "attachments twice", "contents of another kind", "a place that moves the cursor",
             "a place without an end", "places without number", "addresses for none",
             "an address that moves the cursor", "text for addresses", "words for ever",
             "words of nobody" })
        EXPECT_FALSE(ask(broker::flatten_pdf, lie, "honest")) << lie;
}

TEST_F(LyingPdfWorker, GivesNoFileWhenTheEncoderLies)
{
    for (const auto* lie :
        { "no bytes", "more bytes", "more than all", "an image for a file", "a larger file",
            "letters of nobody", "letters lost of nobody", "no word of codes", "unknown codes" })
        EXPECT_FALSE(ask(broker::flatten_pdf, "honest", lie)) << lie;
}

TEST_F(LyingPdfWorker, GivesNoTextWhenTheDecoderLies)
{
    EXPECT_TRUE(ask(broker::pdf_to_text, "honest", "honest"));
    for (const auto* lie : { "no UTF-8", "more text", "text of one page", "pages of more text",
             "no pages", "half a letter" })
        EXPECT_FALSE(ask(broker::pdf_to_text, lie, "honest")) << lie;
}

TEST_F(LyingPdfWorker, GivesALongTextWhole)
{
    auto outcome = ask(broker::pdf_to_text, "long text", "honest");
    ASSERT_TRUE(outcome) << outcome.error().message;
    auto text = base::read_all(std::get<Rebuilt>(outcome.value()).bytes, 1 << 24).take();
    EXPECT_EQ(text.size(), 3'000'001u);
    auto points = base::decode_utf8(base::text_of(text));
    ASSERT_TRUE(points);
    EXPECT_EQ(points->size(), 900'001u);
}

// Words are read while a page is drawn; where that way broke down, or had no room for them, of the
// whole document anew, so that the page looks the same however many draw beside each other. The
// fake tells by its letters how it was asked.
TEST_F(LyingPdfWorker, IsAskedForTheWordsOfPagesThatItDidNotDraw)
{
    auto letters = [&](const char* fault) {
        auto outcome = ask(broker::flatten_pdf, fault, "honest", "honest");
        return outcome ? std::get<Rebuilt>(outcome.value()).letters : std::nullopt;
    };
    EXPECT_EQ(letters("honest"), 1u);
    EXPECT_EQ(letters("letters missing"), 1u);
    EXPECT_EQ(letters("no words"), 2u) << "there was no room for them";
    EXPECT_EQ(letters("crash"), 2u);
    EXPECT_EQ(letters("cannot draw"), 2u);
}

// Not a lie, but two ways to draw, of which one or both break down.
TEST_F(LyingPdfWorker, IsReplacedByTheOtherWhenItBreaksDown)
{
    for (const auto* fault : { "crash", "abort", "letters missing", "cannot draw" }) {
        auto outcome = ask(broker::flatten_pdf, fault, "honest", "honest");
        ASSERT_TRUE(outcome) << fault << ": " << outcome.error().message;
        EXPECT_TRUE(std::holds_alternative<Rebuilt>(outcome.value())) << fault;
    }
}

TEST_F(LyingPdfWorker, RefusesThePageThatNeitherCanDraw)
{
    for (const auto* first : { "crash", "abort", "letters missing", "cannot draw" }) {
        for (const auto* second : { "crash", "abort", "letters missing", "cannot draw" }) {
            auto outcome = ask(broker::flatten_pdf, first, "honest", second);
            ASSERT_TRUE(outcome) << first << ", " << second << ": " << outcome.error().message;
            auto* refused = std::get_if<broker::Refused>(&outcome.value());
            ASSERT_TRUE(refused) << first << ", " << second;
            EXPECT_TRUE(refused->detail.starts_with("page 1 cannot be drawn: ")) << refused->detail;
        }
    }
}

TEST_F(LyingPdfWorker, GivesNoFileWhenTheOtherLies)
{
    for (const auto* lie :
        { "another page", "unknown fonts", "letters without a slot", "words without a file" })
        EXPECT_FALSE(ask(broker::flatten_pdf, "crash", "honest", lie)) << lie;
}
