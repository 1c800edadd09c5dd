// SPDX-License-Identifier: MIT
// The disk's partitions, by the names that they have in its table.
#pragma once

#include "kiosk/core/base/result.h"

#include <string>

namespace boot {

// The path of its device, once the driver has found it. Waits for half a minute.
Result<std::string> partition(const std::string& name);
// Likewise, of which there must be no second one: whose would be taken?
Result<std::string> only_partition(const std::string& name);

}
