// SPDX-License-Identifier: MIT
// One desk's connection: its request, the events that answer it, and its wish to end it early.
#pragma once

#include "kiosk/broker/service/service.h"
#include "kiosk/core/wire/channel.h"

#include <stop_token>

namespace broker {

enum class WithoutDesk {
    GoOn, // The desk may come back and ask; the ledger already knows of what it started.
    Stop, // This broker is there for this desk alone.
};

void tell_desk(wire::Channel&, const Reply&);

// Returns when the request is answered. `station_ends`: as if the desk had cancelled.
void serve_desk(Service&, wire::Channel, WithoutDesk, const std::stop_token& station_ends);

}
