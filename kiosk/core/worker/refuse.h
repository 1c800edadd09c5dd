// SPDX-License-Identifier: MIT
// A worker's reasoned no, in an answer that has a `refusal` (refusal.proto).
#pragma once

#include "kiosk/core/wire/message.h"
#include "kiosk/core/worker/refusal.pb.h"

#include <string>

namespace worker {

template <typename Answer>
Result<void> refuse(wire::Channel& channel, RefusalReason reason, const std::string& detail)
{
    Answer answer;
    answer.mutable_refusal()->set_reason(reason);
    answer.mutable_refusal()->set_detail(detail);
    return wire::send_message(channel, answer);
}

}
