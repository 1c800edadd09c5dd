// SPDX-License-Identifier: MIT
// Protocol Buffers (lite) in frames.
#pragma once

#include "kiosk/core/wire/channel.h"
#include "kiosk/core/wire/untrusted.h"

#include <google/protobuf/message_lite.h>

namespace wire {

Result<void> send_message(Channel&, const google::protobuf::MessageLite&,
    std::span<const int> descriptors = {}, Deadline = never);

// Strict: a field given twice, out of order or in a longer form than ours makes another length and
// is refused. Fields that we do not know are never looked at.
Result<void> parse_message(base::View, google::protobuf::MessageLite&);

// What a worker gets from the broker, which it trusts.
template <typename Message>
struct Received {
    Message message;
    std::vector<base::Descriptor> descriptors;
};

template <typename Message>
Result<Received<Message>> receive_trusted(
    Channel& channel, std::size_t limit = default_frame_limit, Deadline deadline = never)
{
    auto outcome = channel.receive_up_to(limit, most_descriptors, deadline);
    if (auto* none = std::get_if<NoFrame>(&outcome))
        return Error { none->message };
    auto& frame = std::get<Frame>(outcome);
    Received<Message> received;
    TRY(parse_message(frame.bytes, received.message));
    received.descriptors = std::move(frame.descriptors);
    return received;
}

}
