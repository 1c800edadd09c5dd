// SPDX-License-Identifier: MIT
// The policy's versions on a command line.
#pragma once

#include "kiosk/broker/api/api.pb.h"
#include "kiosk/cli/arguments.h"

namespace cli {

Result<void> fill_policy(const Arguments&, broker::api::Request&);

// As `policy compare` answers it: lines with "+", "-" and a blank in front.
void print_comparison(const std::string& json);

}
