// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace clamav {

sandbox::Profile scanners_clamav_profile();

}
