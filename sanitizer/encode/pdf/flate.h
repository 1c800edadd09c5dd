// SPDX-License-Identifier: MIT
// zlib's format (RFC 1950), which PDF calls FlateDecode.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace encode_pdf {

Result<base::Bytes> compress(base::View plain);

}
