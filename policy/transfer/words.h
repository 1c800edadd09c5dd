// SPDX-License-Identifier: MIT
// What people write into the record.
#pragma once

#include "kiosk/core/base/result.h"

#include <string_view>

namespace policy {

// 1 to 1000 bytes, one line, nothing invisible.
Result<void> check_words(std::string_view what, std::string_view text);

}
