// SPDX-License-Identifier: MIT
// A page's pixels as the image stream of a PDF.
#pragma once

#include "sanitizer/encode/pdf/picture.h"

namespace encode_pdf {

struct Encoded {
    Coding coding;
    base::Bytes bytes;
};

// Takes no page with a side of 0 or above `longest_side`.
Result<Encoded> encode(const Pixels&);

}
