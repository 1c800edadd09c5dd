// SPDX-License-Identifier: MIT
// Writes pixels of ours as a WebP (RFC 9649) by libwebp, with or without loss, still or moving.
#pragma once

#include "sanitizer/decode/pixels/upright.h"

namespace encode_webp {

// The same bytes for the same picture. Alpha keeps its values in any case; what cannot be seen for
// it may change.
Result<base::Bytes> write_webp(
    const pixels::message::Picture&, base::View pixels, unsigned quality);

}
