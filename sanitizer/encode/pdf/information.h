// SPDX-License-Identifier: MIT
// The only thing that a PDF of ours says of itself: its classification (ISO 32000-1, 14.3.3).
#pragma once

#include "kiosk/core/base/result.h"

#include <string>
#include <string_view>

namespace encode_pdf {

// An information dictionary. `label`: UTF-8, one of policy::governing.
Result<std::string> information(std::string_view label);

}
