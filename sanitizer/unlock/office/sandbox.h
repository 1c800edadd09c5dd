// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace unlock_office {

sandbox::Profile unlock_office_profile(); // The base of every profile and nothing more.

}
