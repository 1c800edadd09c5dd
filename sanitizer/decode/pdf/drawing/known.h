// SPDX-License-Identifier: MIT
// What was written down of a document, and lasts longer than a page.
#pragma once

#include "sanitizer/decode/pdf/drawing/glyphs.h"

namespace decode_pdf_drawing {

// Pictures that stand in the list already, by what they were read from.
using PictureName = std::pair<Ref, int>; // The stream, and what is made of it.
using Pictures = std::map<PictureName, std::uint32_t>;

struct Known {
    explicit Known(PDFDoc& document)
        : glyphs(document)
    {
    }
    // What was written since is not to stay: the page is drawn in another way.
    void mark();
    void back_to_mark();

    Glyphs glyphs;
    Pictures pictures;
    std::uint32_t picture_count { 0 };
    std::uint32_t group_count { 0 };
    std::uint32_t marked_pictures { 0 };
    std::uint32_t marked_groups { 0 };
};

}
