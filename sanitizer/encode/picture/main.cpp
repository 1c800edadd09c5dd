// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/encode/picture/picture.pb.h"
#include "sanitizer/encode/picture/sandbox.h"
#include "sanitizer/encode/picture/write.h"

namespace encode_picture {

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "an input and an output, please" };
    auto size = TRY(base::size_of(received.descriptors[0]));
    auto data = TRY(base::Mapping::of(received.descriptors[0], size));
    auto file = TRY(write(received.message, data.bytes()));
    auto offset = received.message.offset();
    TRY(base::write_fully_at(received.descriptors[1], offset, file));
    message::Answer answer;
    answer.set_bytes(offset + file.size());
    return wire::send_message(channel, answer);
}

// libdeflate looks at the processor at its first use.
static Result<void> prepare(std::span<const std::string>)
{
    message::Request request;
    request.set_type(message::TYPE_PNG);
    pixels::message::Frame frame;
    frame.set_form(pixels::message::FORM_GRAY);
    frame.set_width(8);
    frame.set_height(8);
    frame.set_orientation(1);
    *request.mutable_picture() = pixels::still(frame);
    base::Bytes gray(64, 0x20);
    TRY(write(request, gray));
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(argc, argv, encode_picture::encode_picture_profile(),
        encode_picture::prepare, encode_picture::work);
}
