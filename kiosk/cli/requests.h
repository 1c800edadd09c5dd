// SPDX-License-Identifier: MIT
// The words of a command line as a request to the broker. Passwords are asked for here.
#pragma once

#include "kiosk/broker/api/api.pb.h"
#include "kiosk/cli/arguments.h"

namespace cli {

// For words that check_words() has found good.
Result<broker::api::Request> request_for(const Arguments&);

}
