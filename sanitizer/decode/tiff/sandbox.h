// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_tiff {

sandbox::Profile decode_tiff_profile(); // The base of every profile, and a no that does no harm.

}
