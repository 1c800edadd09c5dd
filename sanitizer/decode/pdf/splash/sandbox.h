// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_pdf {

sandbox::Profile decode_pdf_splash_profile();

}
