// SPDX-License-Identifier: MIT
// What a PDF of ours says of itself: the label that it must bear, and nothing else.
#pragma once

#include "sanitizer/verify/pdf/cursor.h"

namespace verify_pdf {

// The object's content, behind its number.
Result<void> check_information(Cursor&, std::string_view label);

}
