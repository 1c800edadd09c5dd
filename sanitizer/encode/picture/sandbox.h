// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace encode_picture {

sandbox::Profile encode_picture_profile(); // The base of every profile and nothing more.

}
