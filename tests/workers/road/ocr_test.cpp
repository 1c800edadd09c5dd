// SPDX-License-Identifier: MIT
// A scanned PDF on the road: what is told of its pages, with and without a rule that has them read.
#include "tests/workers/pdf/samples.h"
#include "tests/workers/road/road.h"

#include <gmock/gmock.h>

using policy::Method, policy::Verdict;
using road_test::Road;

static std::string bytes_of(const broker::Carried& carried)
{
    return carried.output
        ? std::string(base::text_of(base::read_all(carried.output->bytes, 1 << 28).take()))
        : "";
}

static std::string told(const broker::FileReport& report)
{
    std::string all;
    for (const auto& one : report.removed) {
        if (one.what.find("text") != std::string::npos)
            all += one.what + "=" + std::to_string(one.count) + " ";
    }
    return all;
}

TEST_F(Road, SaysThatAScannedPageHasNoTextOrReadsIt)
{
    auto words = samples::book({ .contents = { "BT /F1 20 Tf 10 40 Td (Pump station) Tj ET" } });
    auto scan = bytes_of(carry("words.pdf", words));
    lay_text_over("PDF", policy::Ocr::None);
    auto seen_only = carry("scan.pdf", scan).report;
    EXPECT_EQ(seen_only.verdict, Verdict::Flattened);
    EXPECT_EQ(told(seen_only), "page-without-text=1 ");
    lay_text_over("PDF", policy::Ocr::JapaneseAndEnglish);
    auto read = carry("scan.pdf", scan).report;
    EXPECT_EQ(read.verdict, Verdict::Flattened);
    EXPECT_EQ(told(read), "recognized-text=1 ");
    EXPECT_EQ(told(carry("words.pdf", words).report), "");

    treat_by(Method::Text, "PDF");
    auto text = carry("scan.pdf", scan);
    EXPECT_EQ(text.report.verdict, Verdict::TextOnly);
    EXPECT_THAT(bytes_of(text), testing::HasSubstr("Pump station"));
    lay_text_over("PDF", policy::Ocr::None);
    auto refused = carry("scan.pdf", scan).report;
    EXPECT_EQ(refused.verdict, Verdict::Refused);
    EXPECT_THAT(policy::to_line(refused.reasons.at(0)), testing::HasSubstr("no text on any page"));
}
