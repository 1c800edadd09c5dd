// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace unlock_pdf {

sandbox::Profile unlock_pdf_profile(); // The base of every profile and nothing more.

}
