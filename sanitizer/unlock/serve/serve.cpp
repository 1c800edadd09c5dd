// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/serve/serve.h"

#include "kiosk/core/wire/message.h"
#include "kiosk/core/worker/refuse.h"
#include "sanitizer/unlock/serve/unlock.pb.h"

namespace unlock {

static worker::RefusalReason reason_of(Fault fault)
{
    switch (fault) {
    case Fault::WrongPassword: return worker::REFUSAL_ENCRYPTED;
    case Fault::Unsupported: return worker::REFUSAL_UNSUPPORTED;
    case Fault::Malformed: return worker::REFUSAL_MALFORMED;
    case Fault::Limit: return worker::REFUSAL_LIMIT;
    }
    return worker::REFUSAL_UNSPECIFIED;
}

Result<void> serve_one(
    wire::Channel& channel, const std::function<Result<Outcome>(const Task&)>& unlock)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "a file and an output, please" };
    std::vector<std::string> passwords(
        received.message.passwords().begin(), received.message.passwords().end());
    auto outcome = TRY(unlock({ received.descriptors[0], received.descriptors[1], passwords,
        received.message.most_bytes() }));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return worker::refuse<message::Answer>(channel, reason_of(refused->fault), refused->detail);
    message::Answer answer;
    answer.mutable_done()->set_bytes(std::get<Unlocked>(outcome).bytes);
    return wire::send_message(channel, answer);
}

}
