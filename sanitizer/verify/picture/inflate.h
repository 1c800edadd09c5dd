// SPDX-License-Identifier: MIT
// Inflation by isa-l: the writers compress with libdeflate, so no code is common to both.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace verify_picture {

// A zlib stream (RFC 1950) that takes all of `packed` and gives exactly `size` bytes.
Result<base::Bytes> inflate(base::View packed, std::size_t size);
std::uint32_t crc32(base::View);

}
