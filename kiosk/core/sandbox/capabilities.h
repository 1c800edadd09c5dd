// SPDX-License-Identifier: MIT
// Giving up every capability (capabilities(7)) and every way to get one back.
#pragma once

#include "kiosk/core/base/result.h"

namespace sandbox {

// All five sets, and no_new_privs. An ordinary user's bounding set stays as it is: nothing can come
// of it any more.
Result<void> drop_capabilities();

// For a program that root starts and that shall then be `user`: no group besides its own, no
// capability, and no_new_privs. An Error if the machine has no such account.
Result<void> become(const char* user);

}
