// SPDX-License-Identifier: MIT
// One session with an output stick, from its first command to its last.
#pragma once

#include "kiosk/core/wire/message.h"
#include "kiosk/intake/usb/disk.h"

namespace usb {

// Tells the broker what the stick is (Opened, or Ended: it could not be brought up), and serves
// `asking` until that closes or the stick is over.
Result<void> serve_output(wire::Channel& broker, Pipes&, Patience&, wire::Channel& asking);

}
