// SPDX-License-Identifier: MIT
// zlib's format (RFC 1950) as our writer makes it.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace verify_pdf {

// An Error unless all of `bytes` inflate to exactly `size` bytes. The caller has bounded the size.
Result<base::Bytes> inflate(base::View bytes, std::uint64_t size);

}
