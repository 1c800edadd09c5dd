// SPDX-License-Identifier: MIT
#include "sanitizer/decode/charset/answer.h"

#include "scanners/seen/tell.h"

namespace charset {

static message::Encoding encoding_of(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Ascii: return message::ENCODING_ASCII;
    case Encoding::Utf8: return message::ENCODING_UTF8;
    case Encoding::Utf16Le: return message::ENCODING_UTF16_LE;
    case Encoding::Utf16Be: return message::ENCODING_UTF16_BE;
    case Encoding::Iso2022Jp: return message::ENCODING_ISO_2022_JP;
    case Encoding::Cp932: return message::ENCODING_CP932;
    case Encoding::EucJp: return message::ENCODING_EUC_JP;
    case Encoding::Latin1: return message::ENCODING_LATIN1;
    }
    return message::ENCODING_UNSPECIFIED;
}

static worker::RefusalReason reason_of(Refusal::Reason reason)
{
    switch (reason) {
    case Refusal::Reason::Malformed: return worker::REFUSAL_MALFORMED;
    case Refusal::Reason::Limit: return worker::REFUSAL_LIMIT;
    case Refusal::Reason::Empty: return worker::REFUSAL_EMPTY;
    }
    return worker::REFUSAL_UNSPECIFIED;
}

static void tell(const Report& report, message::Cleaned& done)
{
    done.set_bytes(report.bytes);
    done.set_points(report.points);
    done.set_encoding(encoding_of(report.encoding));
    done.set_links(report.links);
    seen::tell(report.targets, *done.mutable_targets());
    for (std::size_t i = 0; i < removal_count; ++i) {
        const auto& removed = report.removals.of(static_cast<Removal>(i));
        if (removed.count == 0)
            continue;
        auto& told = *done.add_removed();
        told.set_what(static_cast<message::Removal>(i + 1));
        told.set_count(removed.count);
        told.set_first_line(removed.first_line);
        told.set_last_line(removed.last_line);
    }
}

message::Answer answer_of(const Outcome& outcome)
{
    message::Answer answer;
    if (auto* refusal = std::get_if<Refusal>(&outcome)) {
        answer.mutable_refusal()->set_reason(reason_of(refusal->reason));
        answer.mutable_refusal()->set_detail(refusal->detail);
    } else {
        tell(std::get<Report>(outcome), *answer.mutable_done());
    }
    return answer;
}

}
