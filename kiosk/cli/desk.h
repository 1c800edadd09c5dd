// SPDX-License-Identifier: MIT
// The way to the broker: the one that runs, or a private one of our own on the same state folder.
#pragma once

#include "kiosk/broker/api/api.pb.h"
#include "kiosk/core/base/result.h"

#include <functional>
#include <string>

namespace cli {

struct Settings {
    std::string state; // Absolute.
    std::string policy; // Empty: the station's own.
};

// $XDG_STATE_HOME/sekisho, else ~/.local/state/sekisho.
Result<std::string> default_state();

// Does a broker listen there?
bool broker_runs(const std::string& state);

// A program of ours, by its name.
std::string program_beside(const std::string& name);

struct Hearing {
    // Every one but the last.
    std::function<void(const broker::api::Event&)> event { [](const auto&) {} };
    // The person has asked for the end; it may take a moment.
    std::function<void()> cancelling { [] {} };
};

// Sends the request and waits for the last event, which is returned. SIGINT, SIGTERM and SIGHUP
// cancel the request; the second one is an Error at once.
Result<broker::api::Finished> converse(
    const Settings&, const broker::api::Request&, const Hearing&);

}
