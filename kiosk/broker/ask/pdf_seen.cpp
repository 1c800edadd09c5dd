// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/flatten.h"
#include "kiosk/broker/ask/flatten_pages.h"
#include "sanitizer/decode/pdf/pdf.pb.h"

namespace broker {

namespace decode = decode_pdf::message;

static Result<Outcome<Looked>> check(const decode::Answer& answer)
{
    if (answer.has_refusal())
        return Outcome<Looked>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_seen())
        return Error { "decode-pdf: another answer than asked for" };
    return Outcome<Looked>(Looked { TRY(check_seen(answer.seen())), answer.letters() });
}

void add_labels(FlattenRequest& request, const Seen& seen)
{
    auto labels = labels_of(seen);
    request.labels.insert(request.labels.end(), labels.begin(), labels.end());
}

Result<Outcome<Looked>> look_at_pdf(Workers& workers, const base::Descriptor& pdf,
    const FlattenRequest& request, std::uint64_t pages)
{
    decode::Request question;
    question.set_mode(decode::MODE_SEEN);
    question.set_max_pages(request.max_pages);
    worker::Limits limits { request.memory_bytes, 0, flatten_time(request, pages) };
    int number = pdf.get();
    auto answer = TRY(ask<decode::Answer>(workers, "decode-pdf", limits, question, { &number, 1 }));
    return answer.checked(check);
}

// Each page once, as assemble_pages() checks.
Result<Outcome<Looked>> look_at_words(Workers& workers, const base::Descriptor& pdf,
    const std::vector<DrawnPages>& drawn, const FlattenRequest& request, std::uint64_t pages)
{
    decode::Request question;
    question.set_mode(decode::MODE_WORDS);
    question.set_max_pages(request.max_pages);
    for (std::uint64_t page = 0; page < pages; ++page)
        question.add_words();
    worker::Limits limits { request.memory_bytes, 0, flatten_time(request, pages) };
    std::vector<int> descriptors { pdf.get() };
    for (const auto& one : drawn) {
        for (const auto& page : one.pages) {
            auto& words = *question.mutable_words(static_cast<int>(page.number));
            words.set_file(static_cast<std::uint32_t>(descriptors.size() - 1));
            words.set_offset(page.words->offset);
            words.set_bytes(page.words->bytes);
        }
        descriptors.push_back(one.words.get());
        limits.memory_bytes += TRY(base::size_of(one.words)); // Mapped, not copied.
    }
    auto answer = TRY(ask<decode::Answer>(workers, "decode-pdf", limits, question, descriptors));
    return answer.checked(check);
}

}
