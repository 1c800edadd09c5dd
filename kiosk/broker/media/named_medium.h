// SPDX-License-Identifier: MIT
// A medium as the person at a desk names it.
#pragma once

#include "kiosk/broker/station/station.h"
#include "kiosk/intake/medium.h"

namespace broker {

// "usb:BUS-PORT" through the gate of the policy's ports, and everything that open_medium() knows. A
// device that is not let in, or that breaks a rule while it is brought up, stands in the ledger
// (`device_refused`); the Error says in English and Japanese what it is and why.
Result<std::unique_ptr<intake::Medium>> open_named_medium(Station&, const std::string& address);

// Of what is there now, without reading it: which one it is, and of a stick which plugging in.
// Empty: nothing is there.
Result<std::string> seen_as(Station&, const std::string& address);

// What is in the port: something that may be spoken to. Anything else is refused in plain words,
// and in the ledger.
enum class PortUse { Input, Output };
Result<gate::PortFacts> look_into(Station&, const std::string& port, PortUse);

}
