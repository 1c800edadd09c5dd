// SPDX-License-Identifier: MIT
// Whether new definitions may replace those in force.
#pragma once

#include "kiosk/core/base/result.h"
#include "policy/facts/facts.h"

#include <vector>

namespace broker {

// Never backwards unseen: definitions that know less than those in force do not replace them.
Result<void> check_newer(
    const std::vector<policy::EngineFacts>& now, const std::vector<policy::EngineFacts>& wanted);

}
