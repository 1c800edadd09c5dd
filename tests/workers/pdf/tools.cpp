// SPDX-License-Identifier: MIT
#include "tests/workers/pdf/tools.h"

#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdlib>
#include <gtest/gtest.h>

using broker::FlattenRequest, broker::Outcome, broker::Rebuilt, broker::RefusalReason,
    broker::Refused;

namespace tools {

Result<Outcome<Rebuilt>> flatten(const std::string& pdf, const FlattenRequest& request)
{
    auto file = base::sealed_memory_file("pdf", base::view_of(pdf)).take();
    return broker::flatten_pdf(workers(), file, request);
}

std::string bytes_of(const Rebuilt& rebuilt)
{
    auto bytes = base::read_all(rebuilt.bytes, 1 << 28).take();
    return std::string(base::text_of(bytes));
}

// The output's bytes; empty and a failure if there is none.
std::string flattened(const std::string& pdf, const FlattenRequest& request)
{
    auto outcome = flatten(pdf, request);
    if (!outcome) {
        ADD_FAILURE() << outcome.error().message;
        return {};
    }
    if (auto* refused = std::get_if<Refused>(&outcome.value())) {
        ADD_FAILURE() << refused->detail;
        return {};
    }
    const auto& rebuilt = std::get<Rebuilt>(outcome.value());
    EXPECT_EQ(rebuilt.type, policy::FileType::Pdf);
    return bytes_of(rebuilt);
}

std::optional<RefusalReason> refusal(const std::string& pdf, const FlattenRequest& request)
{
    auto outcome = flatten(pdf, request);
    if (!outcome) {
        ADD_FAILURE() << outcome.error().message;
        return {};
    }
    auto* refused = std::get_if<Refused>(&outcome.value());
    return refused ? std::optional(refused->reason) : std::nullopt;
}

bool is_verified(const std::string& bytes, std::uint64_t pages)
{
    auto file = base::sealed_memory_file("pdf", base::view_of(bytes)).take();
    auto outcome = broker::verify_pdf(workers(), {}, file, { pages });
    if (!outcome) {
        ADD_FAILURE() << outcome.error().message;
        return false;
    }
    return std::holds_alternative<broker::VerifiedPdf>(outcome.value());
}

FlattenRequest searchable()
{
    FlattenRequest request;
    request.text_layer = policy::TextLayer::Invisible;
    return request;
}

// Dark pixels of the first page.
int ink(const std::string& pdf)
{
    auto count = "pdftoppm -r 72 -gray -f 1 -l 1 $F | tail -c +14 | od -An -tu1 -v"
                 " | awk '{for(i=1;i<=NF;i++) if ($i < 128) s++} END {print s+0}'";
    return std::stoi(run(pdf, count));
}

}
