// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "kiosk/intake/usb/libusb_pipes.h"
#include "kiosk/intake/usb/sandbox.h"
#include "kiosk/intake/usb/session.h"

#include <optional>
#include <thread>

namespace {

class RealPatience final : public usb::Patience {
public:
    void wait(usb::Milliseconds time) override { std::this_thread::sleep_for(time); }
};

struct Opening {
    usb::BulkOnlyStorage storage;
    base::Descriptor node;
    base::Descriptor file;
    wire::Channel asking;
};

Result<Opening> receive_opening(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<usb::message::Open>(channel));
    if (received.descriptors.size() != 3)
        return Error { "a stick, a file and a channel, please" };
    const auto& open = received.message;
    Opening opening;
    opening.storage.interface = static_cast<std::uint8_t>(open.interface());
    opening.storage.alternate = static_cast<std::uint8_t>(open.alternate());
    opening.storage.in.number = static_cast<std::uint8_t>(open.in().number());
    opening.storage.out.number = static_cast<std::uint8_t>(open.out().number());
    opening.node = std::move(received.descriptors[0]);
    opening.file = std::move(received.descriptors[1]);
    opening.asking = wire::Channel(std::move(received.descriptors[2]));
    return opening;
}

}

int main(int argc, char** argv)
{
    // libusb looks around once in a process, and no job could.
    std::optional<usb::LibusbContext> first;
    auto prepare = [&](std::span<const std::string>) -> Result<void> {
        first = TRY(usb::LibusbContext::create());
        return {};
    };
    auto work = [&](wire::Channel& channel) -> Result<void> {
        auto opening = TRY(receive_opening(channel));
        auto context = TRY(usb::LibusbContext::create()); // With descriptors of this job's own.
        auto pipes = usb::LibusbPipes::open(context, opening.node, opening.storage);
        if (!pipes)
            return usb::tell_ended(channel, pipes.error().message);
        RealPatience patience;
        return usb::serve_stick(
            channel, *pipes.value(), patience, std::move(opening.file), opening.asking);
    };
    return worker::serve(argc, argv, usb::intake_usb_profile(), prepare, work);
}
