// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace unpack_archive {

sandbox::Profile unpack_archive_profile(); // The base of every profile and nothing more.

}
