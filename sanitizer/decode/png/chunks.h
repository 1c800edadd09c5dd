// SPDX-License-Identifier: MIT
// Our own walk over a PNG's chunks (ISO/IEC 15948 section 5): libpng is given only the chunks that
// make the picture, so its readers of text, profiles and times never see a foreign byte.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace decode_png {

struct Chunks {
    pixels::message::Frame frame; // Size, resolution, orientation; no form yet.
    base::Bytes picture; // A PNG of IHDR, PLTE, tRNS, IDAT and IEND alone.
    pixels::Removals removed;
};

// Every chunk's CRC-32 must hold, wanted or not. The pixels are counted before memory is taken.
std::variant<Chunks, pixels::Refused> walk(base::View file, std::uint64_t most_pixels);

}
