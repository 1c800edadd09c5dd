// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace rebuild_odf {

sandbox::Profile rebuild_odf_profile(); // The base of every profile and nothing more.

}
