// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/encode/picture/picture.pb.h"
#include "sanitizer/encode/picture/png_writer.h"
#include "sanitizer/encode/picture/sandbox.h"

namespace encode_picture {

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    const auto& request = received.message;
    if (received.descriptors.size() != 2 || request.channels() > 4)
        return Error { "an input and an output, please" };
    auto size = TRY(base::size_of(received.descriptors[0]));
    auto pixels = TRY(base::Mapping::of(received.descriptors[0], size));
    Picture picture { request.width(), request.height(),
        static_cast<std::uint8_t>(request.channels()), request.per_metre_x(), request.per_metre_y(),
        pixels.bytes() };
    base::Bytes turned;
    auto standing = TRY(upright(picture, request.orientation(), turned));
    auto file = TRY(write_png(standing));
    TRY(base::write_fully_at(received.descriptors[1], 0, file));
    message::Answer answer;
    answer.set_bytes(file.size());
    answer.set_width(standing.width);
    answer.set_height(standing.height);
    return wire::send_message(channel, answer);
}

// libdeflate looks at the processor at its first use.
static Result<void> prepare(std::span<const std::string>)
{
    base::Bytes gray(64, 0x20);
    TRY(write_png({ 8, 8, 1, 0, 0, gray }));
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(argc, argv, encode_picture::encode_picture_profile(),
        encode_picture::prepare, encode_picture::work);
}
