// SPDX-License-Identifier: MIT
// Files from elsewhere, where somebody keeps a collection beside the tree: each must come out whole
// and verified, or be refused with a reason.
#include "kiosk/broker/ask/flatten.h"
#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/core/base/memory_file.h"

#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>

namespace fs = std::filesystem;
using broker::Outcome, broker::Rebuilt;

TEST(PdfCorpus, GetsAnAnswerForEveryFile)
{
    auto collection = fs::path(SEKISHO_SOURCE) / "../shared/corpus";
    if (!fs::exists(collection))
        GTEST_SKIP() << "no collection";
    broker::Workers workers(SEKISHO_LIBEXEC);
    int rebuilt = 0;
    for (const auto& entry : fs::recursive_directory_iterator(collection)) {
        if (entry.path().extension() != ".pdf")
            continue;
        base::Descriptor file(open(entry.path().c_str(), O_RDONLY | O_CLOEXEC));
        ASSERT_TRUE(file);
        broker::FlattenRequest request;
        request.dpi = 72;
        auto outcome = broker::flatten_pdf(workers, file, request);
        ASSERT_TRUE(outcome) << entry.path() << ": " << outcome.error().message;
        auto* output = std::get_if<Rebuilt>(&outcome.value());
        if (!output)
            continue;
        ++rebuilt;
        auto verified = broker::verify_pdf(workers, {}, output->bytes, { output->pages });
        ASSERT_TRUE(verified) << entry.path() << ": " << verified.error().message;
        EXPECT_TRUE(std::holds_alternative<broker::VerifiedPdf>(verified.value())) << entry.path();
    }
    EXPECT_GT(rebuilt, 0);
}
