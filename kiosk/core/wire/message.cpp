// SPDX-License-Identifier: MIT
#include "kiosk/core/wire/message.h"

#include <climits>

namespace wire {

Result<void> send_message(Channel& channel, const google::protobuf::MessageLite& message,
    std::span<const int> descriptors, Deadline deadline)
{
    std::string bytes;
    if (!message.SerializeToString(&bytes))
        return Error { "a message that cannot be encoded" };
    return channel.send(base::view_of(bytes), descriptors, deadline);
}

Result<void> parse_message(base::View bytes, google::protobuf::MessageLite& message)
{
    if (bytes.size() > INT_MAX
        || !message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Error { "a message that does not decode" };
    if (message.ByteSizeLong() != bytes.size())
        return Error { "a message with repeated or oversized fields" };
    return {};
}

}
