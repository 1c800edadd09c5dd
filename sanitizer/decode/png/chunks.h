// SPDX-License-Identifier: MIT
// Our own walk over a PNG's chunks (ISO/IEC 15948 section 5): libpng is given only the chunks that
// make the picture, so its readers of text, profiles and times never see a foreign byte.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <map>
#include <string>
#include <variant>

namespace decode_png {

enum class Fault { Malformed, Limit };
struct Refused {
    Fault fault;
    const char* detail;
};

struct Chunks {
    std::uint32_t width { 0 };
    std::uint32_t height { 0 };
    std::uint32_t per_metre_x { 0 }; // 0: the file does not say.
    std::uint32_t per_metre_y { 0 };
    std::uint8_t orientation { 1 }; // As in Exif: 1 is upright, at most 8.
    base::Bytes picture; // A PNG of IHDR, PLTE, tRNS, IDAT and IEND alone.
    std::map<std::string, std::uint64_t> removed; // Kind of thing left out, and how often.
};

// Every chunk's CRC-32 must hold, wanted or not. The pixels are counted before memory is taken.
std::variant<Chunks, Refused> walk(base::View file, std::uint64_t most_pixels);

// Tag 0x0112 of the first directory of an Exif block (TIFF 6.0 section 2); 1 if it has none.
std::uint8_t exif_orientation(base::View);

}
