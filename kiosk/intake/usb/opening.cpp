// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/opening.h"

#include "kiosk/intake/usb/usb.pb.h"

#include <thread>

namespace usb {

void RealPatience::wait(Milliseconds time)
{
    std::this_thread::sleep_for(time);
}

Result<Opening> receive_opening(wire::Channel& channel, std::size_t descriptors)
{
    auto received = TRY(wire::receive_trusted<message::Open>(channel));
    if (received.descriptors.size() != descriptors)
        return Error { "a stick and what belongs to it, please" };
    const auto& open = received.message;
    Opening opening;
    opening.storage.interface = static_cast<std::uint8_t>(open.interface());
    opening.storage.alternate = static_cast<std::uint8_t>(open.alternate());
    opening.storage.in.number = static_cast<std::uint8_t>(open.in().number());
    opening.storage.out.number = static_cast<std::uint8_t>(open.out().number());
    opening.descriptors = std::move(received.descriptors);
    return opening;
}

}
