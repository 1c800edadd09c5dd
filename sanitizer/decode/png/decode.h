// SPDX-License-Identifier: MIT
// The pixels of a PNG, by libpng, eight bits a channel. Never a part of a picture.
#pragma once

#include "sanitizer/decode/png/chunks.h"

namespace decode_png {

struct Pixels {
    std::uint8_t channels { 0 }; // 1 gray, 3 red green blue, 4 with alpha.
    base::Bytes bytes; // Rows from the top, without padding.
};

// Whatever libpng warns of is a refusal too.
std::variant<Pixels, Refused> decode(const Chunks&);

}
