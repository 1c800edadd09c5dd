// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_jpeg {

sandbox::Profile decode_jpeg_profile(); // The base of every profile and nothing more.

}
