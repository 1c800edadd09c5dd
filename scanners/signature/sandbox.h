// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace signature {

sandbox::Profile scanners_signature_profile(); // The base of every profile and nothing more.

}
