// SPDX-License-Identifier: MIT
// Writes pixels of ours as a PNG (ISO/IEC 15948) of one form: IHDR, pHYs if the resolution is
// known, one IDAT of rows with filter Up, IEND.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace encode_picture {

struct Picture {
    std::uint32_t width { 0 };
    std::uint32_t height { 0 };
    std::uint8_t channels { 0 }; // 1, 3 or 4, of 8 bits each.
    std::uint32_t per_metre_x { 0 }; // Both 0 where unknown.
    std::uint32_t per_metre_y { 0 };
    base::View pixels; // Exactly width * height * channels.
};

// Turned upright from Exif orientation 1 to 8; `turned` holds the pixels if they had to move.
Result<Picture> upright(const Picture&, std::uint32_t orientation, base::Bytes& turned);

// The same bytes for the same picture. An Error: the numbers do not fit together.
Result<base::Bytes> write_png(const Picture&);

}
