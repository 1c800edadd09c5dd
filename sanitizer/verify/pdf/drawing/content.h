// SPDX-License-Identifier: MIT
// A content stream: the operators that our writer uses, and no other (ISO 32000-1, annex A).
#pragma once

#include "sanitizer/verify/pdf/drawing/names.h"

namespace verify_pdf {

using LargestCodes = std::map<std::uint32_t, std::uint32_t>; // Font's number to code.

Result<void> check_drawing(std::string_view content, Resources&, LargestCodes&);

}
