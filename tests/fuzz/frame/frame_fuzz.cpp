// SPDX-License-Identifier: MIT
// Any bytes on the channel, as a worker that was taken over might send them.
#include "kiosk/core/wire/message.h"
#include "tests/fakes/probe/probe.pb.h"

#include <cstdlib>
#include <sys/socket.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 60'000) // Fits the socket's buffer: nobody reads while we write.
        return 0;
    auto pair = wire::Channel::pair().take();
    if (!base::write_fully(pair.second.socket(), { data, size }))
        std::abort();
    pair.second.close();
    for (;;) {
        auto outcome = pair.first.receive(1 << 16, 0);
        auto* frame = std::get_if<wire::Frame>(&outcome);
        if (!frame)
            return 0;
        if (frame->bytes.size() > 1 << 16)
            std::abort();
        probe::Answer answer;
        if (wire::parse_message(frame->bytes, answer)
            && answer.ByteSizeLong() != frame->bytes.size())
            std::abort();
    }
}
