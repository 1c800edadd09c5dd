// SPDX-License-Identifier: MIT
// Runs of glyphs as text objects (ISO 32000-1, 9.4).
#pragma once

#include "sanitizer/encode/pdf/drawing/canvas.h"
#include "sanitizer/encode/pdf/drawing/font.h"

namespace encode_pdf_drawing {

struct Run {
    Ink ink { Ink::Fill };
    std::uint16_t font { 0 };
    std::array<std::int32_t, 4> factors {}; // 65536ths of a point for an em.
    Paint paint;
    std::uint32_t count { 0 };
};

// What follows a Glyphs step, up to the glyphs themselves.
Result<Run> read_run(Steps&);

struct Set {
    bool is_something { false }; // Not so of what is squeezed flat.
    std::uint64_t unsafe_letters { 0 };
};

// The glyphs, of the run's font.
Result<Set> copy_run(Steps&, const Run&, const Font&, Canvas&);

}
