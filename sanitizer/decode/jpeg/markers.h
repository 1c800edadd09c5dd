// SPDX-License-Identifier: MIT
// Our own walk over a JPEG's markers (ITU-T T.81 annex B): libjpeg is given only the segments that
// make the picture, and those of two lines that say how its colours are meant.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace decode_jpeg {

struct Markers {
    pixels::message::Frame frame; // Size, resolution, orientation; no form yet.
    base::Bytes picture; // From SOI to EOI, without application data of others.
    bool adobe { false }; // CMYK is stored inverted.
    pixels::Removals removed;
};

// Refused as unsupported: arithmetic coding, 12 bits, lossless, hierarchical.
std::variant<Markers, pixels::Refused> walk(base::View file, std::uint64_t most_pixels);

}
