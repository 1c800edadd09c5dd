// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace usb {

sandbox::Profile intake_usb_profile();

}
