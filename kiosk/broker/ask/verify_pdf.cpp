// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/verify_pdf.h"

#include "sanitizer/verify/pdf/pdf.pb.h"

#include <algorithm>

namespace broker {

namespace message = ::verify_pdf::message;

static constexpr std::uint64_t most_pages = 1'000'000;

static Result<Outcome<VerifiedPdf>> check(
    const message::Answer& answer, std::uint64_t file_bytes, std::uint64_t pages)
{
    if (answer.has_refusal())
        return Outcome<VerifiedPdf>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_done() || answer.done().pages() == 0 || answer.done().pages() > most_pages
        || answer.done().bytes() != file_bytes)
        return Error { "verify-pdf: an answer out of bounds" };
    if (answer.done().pages() != pages)
        return Outcome<VerifiedPdf>(Refused { RefusalReason::Malformed,
            std::to_string(answer.done().pages()) + " pages of " + std::to_string(pages) });
    return Outcome<VerifiedPdf>(VerifiedPdf { TRY(check_seen(answer.done().seen())) });
}

Result<Outcome<VerifiedPdf>> verify_pdf(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& file, const ExpectedPdf& expected)
{
    auto file_bytes = TRY(base::size_of(file));
    message::Request request;
    request.set_max_pages(most_pages);
    // A page of 4 bits a pixel is held in memory: half of what there is.
    request.set_max_pixels(limits.memory_bytes);
    request.set_web_links(expected.links == policy::Hyperlinks::Keep);
    request.set_label(expected.label);
    auto with_file = limits;
    with_file.memory_bytes += file_bytes; // It is mapped, not copied.
    int number = file.get();
    auto answer
        = TRY(ask<message::Answer>(workers, "verify-pdf", with_file, request, { &number, 1 }));
    return answer.checked(
        [&](const auto& told) { return check(told, file_bytes, expected.pages); });
}

}
