// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace command {

sandbox::Profile scanners_command_profile();

}
