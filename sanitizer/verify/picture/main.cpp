// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/verify/picture/picture.pb.h"
#include "sanitizer/verify/picture/png.h"
#include "sanitizer/verify/picture/sandbox.h"

namespace verify_picture {

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 1)
        return Error { "one file, please" };
    auto size = TRY(base::size_of(received.descriptors[0]));
    auto file = TRY(base::Mapping::of(received.descriptors[0], size));
    auto result = verify_png(file.bytes(), received.message.pixels());
    message::Answer answer;
    if (auto* refused = std::get_if<Refused>(&result)) {
        answer.mutable_refusal()->set_reason(
            refused->fault == Fault::Limit ? worker::REFUSAL_LIMIT : worker::REFUSAL_MALFORMED);
        answer.mutable_refusal()->set_detail(refused->detail);
    } else {
        answer.mutable_done()->set_width(std::get<Size>(result).width);
        answer.mutable_done()->set_height(std::get<Size>(result).height);
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
