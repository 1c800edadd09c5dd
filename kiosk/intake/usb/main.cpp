// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "kiosk/intake/usb/libusb_pipes.h"
#include "kiosk/intake/usb/opening.h"
#include "kiosk/intake/usb/sandbox.h"
#include "kiosk/intake/usb/session.h"

#include <optional>

int main(int argc, char** argv)
{
    // libusb looks around once in a process, and no job could.
    std::optional<usb::LibusbContext> first;
    auto prepare = [&](std::span<const std::string>) -> Result<void> {
        first = TRY(usb::LibusbContext::create());
        return {};
    };
    auto work = [](wire::Channel& channel) -> Result<void> {
        auto opening = TRY(usb::receive_opening(channel, 3)); // The stick, a file, and who asks.
        auto context = TRY(usb::LibusbContext::create()); // With descriptors of this job's own.
        auto pipes = usb::LibusbPipes::open(context, opening.descriptors[0], opening.storage);
        if (!pipes)
            return usb::tell_ended(channel, pipes.error().message);
        usb::RealPatience patience;
        wire::Channel asking(std::move(opening.descriptors[2]));
        return usb::serve_stick(
            channel, *pipes.value(), patience, std::move(opening.descriptors[1]), asking);
    };
    return worker::serve(argc, argv, usb::intake_usb_profile(), prepare, work);
}
