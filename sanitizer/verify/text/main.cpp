// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "sanitizer/verify/text/sandbox.h"
#include "sanitizer/verify/text/text.pb.h"
#include "sanitizer/verify/text/verify.h"
#include "scanners/seen/tell.h"

#include <algorithm>

namespace verify_text {

static constexpr std::size_t block_size = 64 << 10;

static Result<Format> format_of(message::Format format)
{
    switch (format) {
    case message::FORMAT_TEXT: return Format::Text;
    case message::FORMAT_CSV: return Format::Csv;
    case message::FORMAT_TSV: return Format::Tsv;
    default: return Error { "no format to check" };
    }
}

static void refuse(message::Answer& answer, worker::RefusalReason reason, const std::string& detail)
{
    answer.mutable_refusal()->set_reason(reason);
    answer.mutable_refusal()->set_detail(detail);
}

static Result<void> verify(
    const message::Request& request, const base::Descriptor& input, message::Answer& answer)
{
    auto size = TRY(base::size_of(input));
    if (size > request.most_bytes()) {
        refuse(answer, worker::REFUSAL_LIMIT, "the text is too large");
        return {};
    }
    Verifier verifier(TRY(format_of(request.format())),
        request.mark() == message::MARK_REQUIRED ? Mark::Required : Mark::Forbidden);
    base::Bytes block(std::min<std::uint64_t>(block_size, size));
    for (std::uint64_t offset = 0; offset < size;) {
        auto part = std::span(block).first(std::min<std::uint64_t>(block.size(), size - offset));
        TRY(base::read_fully_at(input, offset, part));
        if (!verifier.take(part))
            break;
        offset += part.size();
    }
    auto sound = verifier.finish();
    if (!sound) {
        refuse(answer, worker::REFUSAL_MALFORMED, sound.error().message);
        return {};
    }
    answer.mutable_sound()->set_bytes(sound.value().bytes);
    answer.mutable_sound()->set_points(sound.value().points);
    answer.mutable_sound()->set_lines(sound.value().lines);
    answer.mutable_sound()->set_letters(sound.value().letters);
    seen::tell(verifier.seen(), *answer.mutable_sound()->mutable_seen());
    return {};
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 1)
        return Error { "one descriptor to read, please" };
    message::Answer answer;
    TRY(verify(received.message, received.descriptors[0], answer));
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(
        argc, argv, verify_text::verify_text_profile(), prepare, verify_text::work);
}
