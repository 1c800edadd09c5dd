// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/verify/picture/picture.pb.h"
#include "sanitizer/verify/picture/sandbox.h"
#include "sanitizer/verify/picture/verify.h"

namespace verify_picture {

static Result<Type> type_of(message::Type type)
{
    switch (type) {
    case message::TYPE_PNG: return Type::Png;
    case message::TYPE_JPEG: return Type::Jpeg;
    case message::TYPE_GIF: return Type::Gif;
    case message::TYPE_BMP: return Type::Bmp;
    case message::TYPE_TIFF: return Type::Tiff;
    case message::TYPE_WEBP: return Type::Webp;
    default: return Error { "another type" }; // protoc adds values of its own.
    }
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 1)
        return Error { "one file, please" };
    auto size = TRY(base::size_of(received.descriptors[0]));
    auto file = TRY(base::Mapping::of(received.descriptors[0], size));
    auto type = TRY(type_of(received.message.type()));
    auto result = verify(type, file.bytes(), received.message.pixels());
    message::Answer answer;
    if (auto* refused = std::get_if<Refused>(&result)) {
        answer.mutable_refusal()->set_reason(
            refused->fault == Fault::Limit ? worker::REFUSAL_LIMIT : worker::REFUSAL_MALFORMED);
        answer.mutable_refusal()->set_detail(refused->detail);
    } else {
        const auto& verified = std::get<Verified>(result);
        answer.mutable_done()->set_width(verified.width);
        answer.mutable_done()->set_height(verified.height);
        answer.mutable_done()->set_frames(verified.frames);
    }
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(
        argc, argv, verify_picture::verify_picture_profile(), prepare, verify_picture::work);
}
