// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_webp {

sandbox::Profile decode_webp_profile(); // The base of every profile and nothing more.

}
