// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace volume {

sandbox::Profile intake_volume_profile(); // The base of every profile and nothing more.

}
