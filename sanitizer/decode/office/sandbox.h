// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace office {

sandbox::Profile decode_office_profile();

}
