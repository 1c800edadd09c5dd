// SPDX-License-Identifier: MIT
// What needs no broker: checking a policy, proving the ledger and a receipt.
#pragma once

#include "kiosk/cli/arguments.h"

#include <optional>

namespace cli {

// The exit status, or nothing if the words are for the broker.
std::optional<int> run_offline(const Arguments&, const std::string& state);

}
