// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace encode_zip {

sandbox::Profile encode_zip_profile(); // The base of every profile and nothing more.

}
