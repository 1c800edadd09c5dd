// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace html {

sandbox::Profile decode_html_profile();

}
