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

// Sends the request and hands on every event up to the last, which is returned.
Result<broker::api::Finished> converse(const Settings&, const broker::api::Request&,
    const std::function<void(const broker::api::Event&)>&);

}
