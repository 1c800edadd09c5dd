// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace verify_ooxml {

sandbox::Profile verify_ooxml_profile(); // The base of every profile and nothing more.

}
