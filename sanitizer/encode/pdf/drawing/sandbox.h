// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace encode_pdf_drawing {

sandbox::Profile encode_pdf_drawing_profile();

}
