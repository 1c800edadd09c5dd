// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_heif {

sandbox::Profile decode_heif_profile(); // The base of every profile and nothing more.

}
