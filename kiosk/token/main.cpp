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
    if (received.descriptors.size() != 2)
        return Error { "a request of another kind" };
    auto asked = [&](const auto& wanted, auto&& ask) {
        Node node(std::move(received.descriptors[0]), std::move(received.descriptors[1]),
            std::chrono::milliseconds(wanted.milliseconds()));
        return wire::send_message(channel, ask(node, wanted));
    };
    switch (request.what_case()) {
    case message::Request::kEnrol: return asked(request.enrol(), enrol);
    case message::Request::kTouch: return asked(request.touch(), touch);
    case message::Request::kKnow: return asked(request.know(), know);
    default: return Error { "a request of another kind" };
    }
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
