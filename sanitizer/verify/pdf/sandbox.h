// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace verify_pdf {

sandbox::Profile verify_pdf_profile();

}
