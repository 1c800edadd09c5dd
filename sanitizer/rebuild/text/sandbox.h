// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace rebuild_text {

sandbox::Profile rebuild_text_profile();

}
