// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace yara_scanner {

sandbox::Profile scanners_yara_profile(); // The base of every profile and nothing more.

}
