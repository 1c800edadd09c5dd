// SPDX-License-Identifier: MIT
// A picture of a list as an image XObject (ISO 32000-1, 8.9.5).
#pragma once

#include "sanitizer/encode/pdf/drawing/file.h"
#include "sanitizer/encode/pdf/drawing/steps.h"

namespace encode_pdf_drawing {

struct Picture {
    std::uint32_t object { 0 };
    PictureKind kind { PictureKind::Colour };
    std::uint64_t pixels { 0 };
    bool is_masked { false };
    bool is_used { false };
};

// Reads a Picture step after its number and writes its object. A mask is one of `earlier`.
Result<Picture> copy_picture(Steps&, File&, std::vector<Picture>& earlier, int jpeg_quality);

}
