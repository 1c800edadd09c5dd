// SPDX-License-Identifier: MIT
// The text layer: invisible letters behind a page, and the one font that says what they mean.
#pragma once

#include "sanitizer/verify/pdf/cursor.h"

#include <vector>

namespace verify_pdf {

struct PageSize {
    std::uint64_t width; // Hundredths of a point.
    std::uint64_t height;
};

// What the pages of a file use of the font.
class Letters {
public:
    bool are_any() const { return m_most > 0; }

    // The letters at the beginning of a content stream, up to "ET".
    Result<void> check_content(Cursor&, PageSize);

    // The plain CMap: exactly the codes that were used, each with a letter that may be shown, in
    // the order of the letters.
    Result<void> check_meanings(std::string_view cmap) const;

private:
    std::vector<bool> m_is_used = std::vector<bool>(65'536);
    std::uint32_t m_most { 0 };
};

}
