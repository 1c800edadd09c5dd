// SPDX-License-Identifier: MIT
// Writes pixels of ours as pages of a TIFF (TIFF 6.0): little-endian, strips of Deflate (Adobe's
// code 8, Technical Note 2), each page's directory before its strips. A file grows by some pages at
// a time, so that nobody holds all of it.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace encode_picture {

// The bytes from `offset` on: at 0 with the header. `last`: no page follows. Gray, RGB, RGBA or
// bilevel. The same bytes for the same pages.
Result<base::Bytes> write_tiff_pages(
    const pixels::message::Picture&, base::View pixels, std::uint64_t offset, bool last);

}
