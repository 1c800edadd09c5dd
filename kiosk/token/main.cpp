// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "kiosk/token/key.h"
#include "kiosk/token/report_descriptor.h"
#include "kiosk/token/sandbox.h"

namespace token {

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    const auto& request = received.message;
    message::Answer answer;
    if (request.has_look() && received.descriptors.empty()) {
        auto is_key = is_security_key(base::view_of(request.look().report_descriptor()));
        answer.set_kind(is_key ? message::KIND_SECURITY_KEY : message::KIND_OTHER);
        return wire::send_message(channel, answer);
    }
    if (received.descriptors.size() != 2 || !(request.has_enrol() || request.has_touch()))
        return Error { "a request of another kind" };
    auto time
        = request.has_enrol() ? request.enrol().milliseconds() : request.touch().milliseconds();
    Node node(std::move(received.descriptors[0]), std::move(received.descriptors[1]),
        std::chrono::milliseconds(time));
    answer = request.has_enrol() ? enrol(node, request.enrol()) : touch(node, request.touch());
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> {
        token::prepare_library();
        return {};
    };
    return worker::serve(argc, argv, token::token_profile(), prepare, token::work);
}
