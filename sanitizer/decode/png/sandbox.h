// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_png {

sandbox::Profile decode_png_profile(); // The base of every profile and nothing more.

}
