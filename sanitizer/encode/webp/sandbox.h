// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace encode_webp {

sandbox::Profile encode_webp_profile(); // The base of every profile, and a no that does no harm.

}
