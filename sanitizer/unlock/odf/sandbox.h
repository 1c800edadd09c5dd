// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace unlock_odf {

sandbox::Profile unlock_odf_profile(); // The base of every profile and nothing more.

}
