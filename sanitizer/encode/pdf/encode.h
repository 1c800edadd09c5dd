// SPDX-License-Identifier: MIT
// A page's pixels as the image stream of a PDF.
#pragma once

#include "sanitizer/encode/pdf/picture.h"

namespace encode_pdf {

// `jpeg_quality` is 1 to 100, for photographs only. Takes no page with a side of 0 or above
// `longest_side`.
Result<Image> encode(const Pixels&, int jpeg_quality);

}
