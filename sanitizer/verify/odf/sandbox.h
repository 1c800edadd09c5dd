// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace verify_odf {

sandbox::Profile verify_odf_profile(); // The base of every profile and nothing more.

}
