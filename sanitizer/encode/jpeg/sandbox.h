// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace encode_jpeg {

sandbox::Profile encode_jpeg_profile(); // The base of every profile and nothing more.

}
