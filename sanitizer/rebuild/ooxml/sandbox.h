// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace rebuild_ooxml {

sandbox::Profile rebuild_ooxml_profile(); // The base of every profile and nothing more.

}
