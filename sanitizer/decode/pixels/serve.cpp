// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/serve.h"

#include "kiosk/core/base/memory_file.h"

#include <new>

namespace pixels {

static worker::RefusalReason reason_of(Fault fault)
{
    switch (fault) {
    case Fault::Malformed: return worker::REFUSAL_MALFORMED;
    case Fault::Limit: return worker::REFUSAL_LIMIT;
    case Fault::Unsupported: return worker::REFUSAL_UNSUPPORTED;
    case Fault::Empty: return worker::REFUSAL_EMPTY;
    }
    return worker::REFUSAL_MALFORMED;
}

static Result<Outcome> outcome_of(
    const wire::Received<message::Request>& received, Decode decode, Output& output)
{
    const auto& input = received.descriptors[0];
    if (TRY(base::size_of(input)) > received.message.bytes())
        return Outcome(Refused { Fault::Limit, "more bytes than allowed" });
    auto file = TRY(base::Mapping::of(input, received.message.bytes()));
    try {
        return decode(file.bytes(), received.message, output);
    } catch (const std::bad_alloc&) {
        return Outcome(Refused { Fault::Limit, "more memory than allowed" });
    }
}

static Result<void> work(wire::Channel& channel, Decode decode)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "an input and an output, please" };
    Output output(received.descriptors[1]);
    auto outcome = TRY(outcome_of(received, decode, output));
    message::Answer answer;
    if (auto* refused = std::get_if<Refused>(&outcome)) {
        answer.mutable_refusal()->set_reason(reason_of(refused->fault));
        answer.mutable_refusal()->set_detail(refused->detail);
    } else {
        TRY(output.flush());
        *answer.mutable_done() = std::move(std::get<message::Done>(outcome));
    }
    return wire::send_message(channel, answer);
}

int serve_decoder(int argc, char** argv, const sandbox::Profile& profile, Decode decode)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(argc, argv, profile, prepare,
        [decode](wire::Channel& channel) { return work(channel, decode); });
}

}
