// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_bmp {

sandbox::Profile decode_bmp_profile(); // The base of every profile and nothing more.

}
