// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace unpack_icon {

sandbox::Profile unpack_icon_profile(); // The base of every profile and nothing more.

}
