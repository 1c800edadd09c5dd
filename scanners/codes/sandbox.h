// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace codes {

sandbox::Profile scanners_codes_profile(); // The base of every profile and nothing more.

}
