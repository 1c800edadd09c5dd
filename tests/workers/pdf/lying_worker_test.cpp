// SPDX-License-Identifier: MIT
// The broker against workers that lie: no answer, never a file.
#include "kiosk/broker/ask/flatten.h"
#include "kiosk/core/base/memory_file.h"

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
        for (const auto* name : { "decode-pdf", "encode-pdf" })
            fs::create_symlink(
                fs::path(SEKISHO_LIBEXEC) / ("fake-" + std::string(name)), m_folder / name);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    using Ask = decltype(broker::flatten_pdf);
    Result<Outcome<Rebuilt>> ask(Ask& ask, std::string decoder, std::string encoder)
    {
        broker::Workers workers(m_folder,
            { { "decode-pdf", { std::move(decoder) } }, { "encode-pdf", { std::move(encoder) } } });
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
             "a page too many" })
        EXPECT_FALSE(ask(broker::flatten_pdf, lie, "honest")) << lie;
}

TEST_F(LyingPdfWorker, GivesNoFileWhenTheEncoderLies)
{
    for (const auto* lie :
        { "no bytes", "more bytes", "more than all", "an image for a file", "a larger file" })
        EXPECT_FALSE(ask(broker::flatten_pdf, "honest", lie)) << lie;
}

TEST_F(LyingPdfWorker, GivesNoTextWhenTheDecoderLies)
{
    EXPECT_TRUE(ask(broker::pdf_to_text, "honest", "honest"));
    for (const auto* lie : { "no UTF-8", "more text", "no pages" })
        EXPECT_FALSE(ask(broker::pdf_to_text, lie, "honest")) << lie;
}
