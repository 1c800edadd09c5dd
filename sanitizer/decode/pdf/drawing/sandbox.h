// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace decode_pdf_drawing {

sandbox::Profile decode_pdf_drawing_profile();

}
