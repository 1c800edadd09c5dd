// SPDX-License-Identifier: MIT
// A worker in the power of its input: the "mail" is the list of events that it sends, each
// behind its length. To a descriptor it writes one byte, and tries to write one more once the next
// part is begun.
#include "kiosk/core/worker/serve.h"
#include "sanitizer/unpack/mail/mail.pb.h"
#include "sanitizer/unpack/mail/sandbox.h"

namespace message = unpack_mail::message;

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    auto script = TRY(base::read_all(received.descriptors.at(0), 16 << 20));
    base::Reader reader(script);
    base::Descriptor before;
    while (!reader.at_end()) {
        auto size = TRY(reader.u32_le());
        auto bytes = TRY(reader.take(size));
        message::Event event;
        TRY(wire::parse_message(bytes, event));
        TRY(channel.send(bytes));
        if (!event.has_part())
            continue;
        auto reply = TRY(wire::receive_trusted<message::Reply>(channel));
        if (before)
            static_cast<void>(base::write_fully_at(before, 1, base::view_of("y")));
        if (reply.descriptors.empty())
            continue;
        TRY(base::write_fully_at(reply.descriptors[0], 0, base::view_of("x")));
        before = std::move(reply.descriptors[0]);
    }
    return {};
}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(argc, argv, unpack_mail::unpack_mail_profile(), prepare, work);
}
