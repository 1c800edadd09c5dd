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

}
