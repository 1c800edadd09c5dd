// SPDX-License-Identifier: MIT
// One stick, from its first command to its last, for the broker and the volume worker.
#pragma once

#include "kiosk/core/wire/message.h"
#include "kiosk/intake/usb/disk.h"
#include "kiosk/intake/usb/usb.pb.h"

namespace usb {

// Tells what the stick is (Opened), serves `asking` until it closes or nothing more can be had, and
// tells how it went (Ended). `file` takes the sectors.
Result<void> serve_stick(
    wire::Channel& broker, Pipes&, Patience&, base::Descriptor file, wire::Channel& asking);

// Opened alone.
Result<void> tell_opened(wire::Channel& broker, const DiskFacts&);

// The same for a stick that could not even be opened.
Result<void> tell_ended(wire::Channel& broker, std::string why);

}
