// SPDX-License-Identifier: MIT
// Our own walk over a GIF's blocks (GIF89a): giflib is given only those that make the pictures.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace decode_gif {

struct Blocks {
    pixels::message::Picture picture; // Frames in place and time; no palettes yet.
    base::Bytes file; // A GIF of screen, colour tables and pictures alone.
    pixels::Removals removed;
};

std::variant<Blocks, pixels::Refused> walk(base::View file, const pixels::message::Request& limits);

}
