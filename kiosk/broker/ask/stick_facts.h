// SPDX-License-Identifier: MIT
// What the process that speaks to a stick is asked and says, for the reader and the writer of
// sticks.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/intake/gate/client.h"
#include "kiosk/intake/medium.h"
#include "kiosk/intake/usb/usb.pb.h"

namespace broker {

// As far as the gate tells it.
intake::Device device_of(const std::string& port, const gate::PortFacts&);

// As long as a stick may take; with so much memory, and room for its sectors.
worker::Limits stick_limits();

usb::message::Open open_request(const usb::BulkOnlyStorage&);

// The first answer: what the stick is, range-checked, or why it could not be brought up.
Result<void> check_opened(wire::Untrusted<usb::message::FromWorker>&&, intake::Device&);

// The worker's last words; they are its own, but it reads what the stick wrote.
Error ended_error(const usb::message::Ended&);

}
