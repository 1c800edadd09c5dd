// SPDX-License-Identifier: MIT
// Our own walk over a HEIF: libheif is given the main picture alone, with its tiles and what is
// see-through of it, in a file that we wrote.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace decode_heif {

struct Walked {
    base::Bytes file;
    bool halves_colour { false }; // 4:2:0, as most photographs.
    pixels::Removals removed;
};

std::variant<Walked, pixels::Refused> walk(base::View file, std::uint64_t most_pixels);

}
