// SPDX-License-Identifier: MIT
// The image data of a GIF (GIF89a appendix F), read to its last bit.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace verify_picture {

// Sub-blocks up to the block of nothing: full ones, then one of the rest. They hold exactly
// `pixels` indices below `colours`, an end code, and zeros to fill the last byte.
Result<void> check_lzw(base::Reader&, unsigned code_size, unsigned colours, std::uint64_t pixels);

}
