// SPDX-License-Identifier: MIT
// Pixels as a baseline JPEG by libjpeg.
#pragma once

#include "sanitizer/encode/pdf/picture.h"

namespace encode_pdf {

enum class JpegColours { Gray, All };

Result<base::Bytes> to_jpeg(const Pixels&, JpegColours, int quality);

}
