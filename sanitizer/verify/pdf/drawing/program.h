// SPDX-License-Identifier: MIT
// A font program as our writer makes it (Adobe Technical Notes #5176 and #5177): outlines of lines
// and curves, and no byte besides.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <array>

namespace verify_pdf {

// What the objects around the program say of it.
struct FontFacts {
    std::array<std::int64_t, 4> box {};
    std::vector<std::int64_t> widths; // Of the glyphs from 1 up.
};

Result<void> check_font_program(base::View, const FontFacts&);

}
