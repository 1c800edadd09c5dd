// SPDX-License-Identifier: MIT
// Paths, strokes and shadings of a list as operators of a content stream (ISO 32000-1, 8.5, 8.7).
#pragma once

#include "sanitizer/encode/pdf/drawing/canvas.h"
#include "sanitizer/encode/pdf/drawing/file.h"

namespace encode_pdf_drawing {

// Each reads what follows its step.
Result<void> copy_clip(Steps&, Canvas&);
Result<void> copy_fill(Steps&, Canvas&);
Result<void> copy_stroke(Steps&, Canvas&);
Result<void> copy_shade(Steps&, Canvas&, File&, std::uint32_t number);

}
