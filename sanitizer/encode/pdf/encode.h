// SPDX-License-Identifier: MIT
// A page's pixels as the image stream of a PDF.
#pragma once

#include "sanitizer/encode/pdf/picture.h"

namespace encode_pdf {

struct Encoded {
    Image image;
    bool may_show_codes; // As Picture has it.
};

// `jpeg_quality` is 1 to 100, for photographs only. Takes no page with a side of 0 or above
// `longest_side`.
Result<Encoded> encode(const Pixels&, int jpeg_quality);

}
