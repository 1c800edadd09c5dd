// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_gif {

sandbox::Profile decode_gif_profile(); // The base of every profile and nothing more.

}
