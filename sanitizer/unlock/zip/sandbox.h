// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace unlock_zip {

sandbox::Profile unlock_zip_profile(); // The base of every profile and nothing more.

}
