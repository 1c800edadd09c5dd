// SPDX-License-Identifier: MIT
// Writes pixels of ours as a baseline JPEG (ITU-T T.81) by libjpeg-turbo: one scan, the tables of
// annex K, a JFIF header with the resolution, and nothing else.
#pragma once

#include "sanitizer/decode/pixels/upright.h"

namespace encode_jpeg {

// The same bytes for the same picture.
Result<base::Bytes> write_jpeg(const pixels::Upright&, unsigned quality);

}
