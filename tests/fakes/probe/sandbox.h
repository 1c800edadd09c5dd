// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace probe {

sandbox::Profile fake_probe_profile(); // The base of every profile and nothing more.

}
