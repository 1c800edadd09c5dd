// SPDX-License-Identifier: MIT
// The key on paper that opens what the station keeps where its security chip does not: 48 digits,
// which any keyboard has and nobody misreads.
#pragma once

#include "kiosk/core/base/result.h"

#include <string>
#include <string_view>

namespace data {

Result<std::string> new_recovery_key(); // "123456-123456-…", eight groups.
bool is_recovery_key(std::string_view);

}
