// SPDX-License-Identifier: MIT
// ITU-T T.6 (CCITT Group 4), read back line by line.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace verify_pdf {

// An Error unless `bytes` are exactly `rows` lines of exactly `columns` pixels, an end of block,
// and zeros up to the next whole byte.
Result<void> check_fax(base::View bytes, std::uint64_t columns, std::uint64_t rows);

}
