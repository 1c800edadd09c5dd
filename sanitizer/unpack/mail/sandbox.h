// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace unpack_mail {

sandbox::Profile unpack_mail_profile(); // The base of every profile and nothing more.

}
