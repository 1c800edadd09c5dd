// SPDX-License-Identifier: MIT
#include "tests/workers/pdf_drawing/tools.h"

#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdlib>
#include <gtest/gtest.h>

using broker::Outcome, broker::Rebuilt, broker::RedrawRequest, broker::Refused;

namespace tools {

Result<Outcome<Rebuilt>> redraw(const std::string& pdf, const RedrawRequest& request)
{
    auto file = base::sealed_memory_file("pdf", base::view_of(pdf)).take();
    return broker::redraw_pdf(workers(), file, request);
}

static std::string verdict(const base::Descriptor& file, std::uint64_t pages)
{
    auto outcome = broker::verify_pdf(workers(), {}, file, { pages, policy::Hyperlinks::Keep });
    if (!outcome)
        return outcome.error().message;
    auto* refused = std::get_if<Refused>(&outcome.value());
    return refused ? refused->detail : "";
}

bool is_verified(const std::string& pdf, std::uint64_t pages)
{
    return verdict(base::sealed_memory_file("pdf", base::view_of(pdf)).take(), pages).empty();
}

std::string redrawn(const std::string& pdf, const RedrawRequest& request)
{
    auto outcome = redraw(pdf, request);
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
    EXPECT_EQ(verdict(rebuilt.bytes, rebuilt.pages), "");
    auto bytes = base::read_all(rebuilt.bytes, 1 << 28).take();
    return std::string(base::text_of(bytes));
}

RedrawRequest with_links()
{
    RedrawRequest request;
    request.links = policy::Hyperlinks::Keep;
    return request;
}

std::string inflated(const std::string& pdf)
{
    return run(pdf, "qpdf --qdf --object-streams=disable --stream-data=uncompress $F -");
}

double difference(const std::string& one, const std::string& other)
{
    auto draw = "{ pdftoppm -cropbox -r 100 $F 2>/dev/null; }"; // Not what it complains of.
    auto first = run(one, draw);
    auto second = run(other, draw);
    if (first.empty() || first.size() != second.size())
        return 255;
    double sum = 0;
    for (std::size_t i = 0; i < first.size(); ++i)
        sum += std::abs(
            int(static_cast<unsigned char>(first[i])) - int(static_cast<unsigned char>(second[i])));
    return sum / static_cast<double>(first.size());
}

}
