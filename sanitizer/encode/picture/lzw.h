// SPDX-License-Identifier: MIT
// The compression of GIF89a, appendix F.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace encode_picture {

// Appends the image data: the smallest code size (2 to 8), sub-blocks, the block of nothing. Every
// index must be below 1 << code_size.
void append_lzw(base::Bytes& file, unsigned code_size, base::View indices);

}
