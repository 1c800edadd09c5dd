// SPDX-License-Identifier: MIT
// Giving up every capability (capabilities(7)) and every way to get one back.
#pragma once

#include "kiosk/core/base/result.h"

namespace sandbox {

Result<void> drop_capabilities(); // All five sets, and no_new_privs.

}
