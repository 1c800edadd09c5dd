// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace verify_zip {

sandbox::Profile verify_zip_profile(); // The base of every profile and nothing more.

}
