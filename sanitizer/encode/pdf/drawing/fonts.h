// SPDX-License-Identifier: MIT
// The objects of a font (ISO 32000-1, 9.7 and 9.10.3).
#pragma once

#include "sanitizer/encode/pdf/drawing/file.h"
#include "sanitizer/encode/pdf/drawing/font.h"

namespace encode_pdf_drawing {

Result<void> write_font(File&, const Font&, std::uint32_t number);

}
