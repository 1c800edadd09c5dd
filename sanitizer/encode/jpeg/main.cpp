// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/encode/jpeg/jpeg.pb.h"
#include "sanitizer/encode/jpeg/sandbox.h"
#include "sanitizer/encode/jpeg/writer.h"

namespace encode_jpeg {

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "an input and an output, please" };
    auto size = TRY(base::size_of(received.descriptors[0]));
    auto data = TRY(base::Mapping::of(received.descriptors[0], size));
    base::Bytes turned;
    auto picture = TRY(pixels::upright(received.message.frame(), data.bytes(), turned));
    auto file = TRY(write_jpeg(picture, received.message.quality()));
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
        argc, argv, encode_jpeg::encode_jpeg_profile(), prepare, encode_jpeg::work);
}
