// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace verify_text {

sandbox::Profile verify_text_profile();

}
