// SPDX-License-Identifier: MIT
// The ledger's verbs that need no broker: verify, export, receipt verify.
#pragma once

#include "kiosk/cli/arguments.h"

#include <optional>

namespace cli {

// Exit status 0 it holds, 1 it does not, 2 wrong usage, no such file.
std::optional<int> run_ledger_offline(const Arguments&, const std::string& state);

}
