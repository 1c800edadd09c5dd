// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/flatten.h"

#include "kiosk/broker/ask/flatten_pages.h"
#include "kiosk/core/base/text.h"
#include "sanitizer/decode/pdf/pdf.pb.h"

#include <algorithm>

namespace broker {

namespace decode = decode_pdf::message;

static constexpr std::uint64_t most_text = 256ull << 20;

static Result<Outcome<std::uint64_t>> check_text(
    const decode::Answer& answer, std::uint64_t most_bytes)
{
    if (answer.has_refusal())
        return Outcome<std::uint64_t>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_text() || answer.text().bytes() > most_bytes)
        return Error { "decode-pdf: text out of bounds" };
    return Outcome<std::uint64_t>(answer.text().bytes());
}

// The worker's text as a PlainText file: only safe characters, spaces and line ends, and a line end
// last.
static Result<std::string> cleaned(std::string_view text)
{
    auto points = base::decode_utf8(text);
    if (!points)
        return Error { "decode-pdf: text that is no UTF-8" };
    std::string clean;
    clean.reserve(text.size() + 1);
    for (char32_t point : *points) {
        if (point == U'\f') // Between pages.
            point = U'\n';
        if (point == U'\n' || point == U'\t' || !base::is_unsafe(point))
            base::append_utf8(clean, point);
    }
    if (!clean.empty() && clean.back() != '\n')
        clean += '\n';
    return clean;
}

Result<Outcome<Rebuilt>> pdf_to_text(
    Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request)
{
    auto measured = TRY(measure_pdf(workers, pdf, request));
    if (auto* refused = std::get_if<Refused>(&measured))
        return Outcome<Rebuilt>(std::move(*refused));
    auto page_count = std::get<std::vector<PlannedPage>>(measured).size();

    auto most_bytes = std::min(request.output_bytes, most_text);
    decode::Request question;
    question.set_mode(decode::MODE_TEXT);
    question.set_max_pages(request.max_pages);
    question.set_text_bytes(most_bytes);
    worker::Limits limits { request.memory_bytes, most_bytes, flatten_time(request, page_count) };
    auto raw = TRY(base::create_memory_file("pdf-text"));
    int descriptors[] { pdf.get(), raw.get() };
    auto answer = TRY(ask<decode::Answer>(workers, "decode-pdf", limits, question, descriptors));
    auto outcome
        = TRY(answer.checked([&](const auto& told) { return check_text(told, most_bytes); }));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<Rebuilt>(std::move(*refused));
    if (TRY(base::size_of(raw)) != std::get<std::uint64_t>(outcome))
        return Error { "decode-pdf: another size than it said" };

    auto clean = TRY(cleaned(base::text_of(TRY(base::read_all(raw, most_bytes)))));
    if (std::ranges::all_of(clean, [](char c) { return c == ' ' || c == '\n' || c == '\t'; }))
        return Outcome<Rebuilt>(Refused { RefusalReason::Empty, "no text on any page" });
    Rebuilt rebuilt;
    rebuilt.bytes = TRY(base::sealed_memory_file("pdf-text", base::view_of(clean)));
    rebuilt.type = policy::FileType::PlainText;
    rebuilt.pages = page_count;
    return Outcome<Rebuilt>(std::move(rebuilt));
}

}
