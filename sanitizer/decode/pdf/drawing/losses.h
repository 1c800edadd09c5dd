// SPDX-License-Identifier: MIT
// What of a page does not come along, counted for the report.
#pragma once

#include <cstdint>

namespace decode_pdf_drawing {

struct Losses {
    std::uint64_t pictures { 0 }; // Of which a line or more cannot be read.
    std::uint64_t letters { 0 }; // That no glyph stands for.
    std::uint64_t faults { 0 }; // Of the page's content, that poppler complains of.
};

}
