// SPDX-License-Identifier: MIT
// The one thing we take from Exif (CIPA DC-008, which is TIFF 6.0 section 2): which way is up.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace pixels {

// Tag 0x0112 of the first directory of an Exif block, from its byte order mark on; 1 where it does
// not say, or says nonsense. Nothing else is looked at, no offset but the first is followed.
std::uint32_t exif_orientation(base::View);

}
