// SPDX-License-Identifier: MIT
// The frame of a JPEG (ITU-T T.81) as libjpeg's encoder writes it: baseline, one scan, no comments,
// no application data but JFIF's 14 bytes.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace verify_pdf {

struct JpegFacts {
    std::uint32_t width;
    std::uint32_t height;
    unsigned components; // 1 or 3.
};

// Accounts for every byte from SOI to EOI; an Error if any is out of place.
Result<JpegFacts> check_jpeg(base::View);

}
