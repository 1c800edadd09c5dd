// SPDX-License-Identifier: MIT
// The image of a page: its dictionary behind the type, and its stream.
#pragma once

#include "sanitizer/verify/pdf/cursor.h"

namespace verify_pdf {

// From "/Width" up to the end of the stream's data. A page of more than `most_pixels` is over the
// limit.
Result<void> check_image(Cursor&, std::uint64_t most_pixels, OverLimit&);

}
