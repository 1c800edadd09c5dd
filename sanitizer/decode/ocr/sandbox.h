// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_ocr {

sandbox::Profile decode_ocr_profile(); // The base of every profile and nothing more.

}
