// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/encode/webp/sandbox.h"
#include "sanitizer/encode/webp/webp.pb.h"
#include "sanitizer/encode/webp/writer.h"

namespace encode_webp {

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "an input and an output, please" };
    auto size = TRY(base::size_of(received.descriptors[0]));
    auto data = TRY(base::Mapping::of(received.descriptors[0], size));
    auto file
        = TRY(write_webp(received.message.picture(), data.bytes(), received.message.quality()));
    TRY(base::write_fully_at(received.descriptors[1], 0, file));
    message::Answer answer;
    answer.set_bytes(file.size());
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(
        argc, argv, encode_webp::encode_webp_profile(), prepare, encode_webp::work);
}
