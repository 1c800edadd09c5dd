// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace verify_picture {

sandbox::Profile verify_picture_profile(); // The base of every profile and nothing more.

}
