// SPDX-License-Identifier: MIT
// Numbers with a sign and a fraction, in their one shortest spelling.
#pragma once

#include "sanitizer/verify/pdf/cursor.h"

namespace verify_pdf {

// In hundred-thousandths; no more than `digits` stand behind the point, and 10 before it.
Result<std::int64_t> signed_decimal(Cursor&, int digits);

Result<std::int64_t> signed_whole(Cursor&, std::int64_t most);

// "[0 0 595.28 841.89]": a page's or a group's.
Result<void> check_box(Cursor&);

inline constexpr std::int64_t decimal_one = 100'000;

}
