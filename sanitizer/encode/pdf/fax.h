// SPDX-License-Identifier: MIT
// Black and white by ITU-T T.6 (CCITT Group 4), which PDF calls CCITTFaxDecode with K -1.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace encode_pdf {

// `samples` are 0 (black) and 1 (white), one byte a pixel, `width` a row. Ends by an EOFB.
base::Bytes to_fax(const base::Bytes& samples, std::uint32_t width);

}
