// SPDX-License-Identifier: MIT
// Every profile that a worker of this station runs under.
#pragma once

#include "kiosk/core/sandbox/profile.h"

#include <vector>

namespace attack {

std::vector<sandbox::Profile> every_profile();

}
