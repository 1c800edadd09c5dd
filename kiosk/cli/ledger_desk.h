// SPDX-License-Identifier: MIT
// The ledger's verbs that ask its process: show, checkpoint, receipt, export. Through the broker
// that runs; where none does, straight, since no engine is needed for them.
#pragma once

#include "kiosk/cli/arguments.h"

#include <optional>

namespace cli {

// Exit status 0 done, 1 there is no such thing, 2 wrong usage, 3 the ledger does not answer.
Result<std::optional<int>> run_ledger_desk(const Arguments&, const std::string& state);

}
