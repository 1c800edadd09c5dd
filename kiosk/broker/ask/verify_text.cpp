// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/verify_text.h"

#include "sanitizer/verify/text/text.pb.h"

namespace broker {

namespace message = verify_text::message;

static Result<message::Format> format_of(policy::FileType type)
{
    if (type == policy::FileType::PlainText)
        return message::FORMAT_TEXT;
    if (type == policy::FileType::Csv)
        return message::FORMAT_CSV;
    if (type == policy::FileType::Tsv)
        return message::FORMAT_TSV;
    return Error { "no kind of text" };
}

static Result<Outcome<VerifiedText>> check(const message::Answer& answer, std::uint64_t size)
{
    if (answer.has_refusal())
        return Outcome<VerifiedText>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_sound())
        return Error { "an answer without an outcome" };
    const auto& sound = answer.sound();
    if (sound.bytes() != size)
        return Error { "not all of the text was read" };
    if (sound.points() == 0 || sound.points() > size || sound.lines() > sound.points()
        || sound.letters() > sound.points())
        return Error { "counts out of bounds" };
    return Outcome<VerifiedText>(VerifiedText { sound.bytes(), sound.points(), sound.lines(),
        sound.letters(), TRY(check_seen(sound.seen())) });
}

Result<Outcome<VerifiedText>> verify_text(
    Workers& workers, const base::Descriptor& input, policy::FileType type, ExpectedMark mark)
{
    auto size = TRY(base::size_of(input));
    message::Request request;
    request.set_format(TRY(format_of(type)));
    request.set_mark(
        mark == ExpectedMark::Required ? message::MARK_REQUIRED : message::MARK_FORBIDDEN);
    request.set_most_bytes(size);
    auto mebibytes = static_cast<std::chrono::milliseconds::rep>((size >> 20) + 1);
    worker::Limits limits { .memory_bytes = 64ull << 20,
        .output_bytes = 0,
        .time = std::chrono::milliseconds(10'000 + 200 * mebibytes) };
    int descriptor = input.get();
    auto answer
        = TRY(ask<message::Answer>(workers, "verify-text", limits, request, { &descriptor, 1 }));
    return answer.checked([&](const message::Answer& told) { return check(told, size); });
}

}
