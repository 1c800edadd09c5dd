// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_svg {

// The base, a read-only look at fonts, and threads.
sandbox::Profile decode_svg_profile();

}
