// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace type_scanner {

sandbox::Profile scanners_type_profile(); // The base of every profile and nothing more.

}
