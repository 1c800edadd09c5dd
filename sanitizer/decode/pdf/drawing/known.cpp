// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/known.h"

namespace decode_pdf_drawing {

void Known::mark()
{
    glyphs.mark();
    marked_pictures = picture_count;
    marked_groups = group_count;
}

void Known::back_to_mark()
{
    glyphs.back_to_mark();
    std::erase_if(pictures, [&](const auto& one) { return one.second >= marked_pictures; });
    picture_count = marked_pictures;
    group_count = marked_groups;
}

}
