// SPDX-License-Identifier: MIT
// The list of an icon's or cursor's pictures, and which of them is the best.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace unpack_icon {

enum class Coding { Png, Bitmap };

struct Picture {
    Coding coding { Coding::Bitmap };
    std::uint32_t width { 0 }; // What the picture says of itself; the list has no room for 256.
    std::uint32_t height { 0 };
    unsigned bits { 32 };
    base::View content;
};

struct Choice {
    Picture best; // Of most pixels; among those of most bits; among those the first.
    pixels::Removals removed;
};

std::variant<Choice, pixels::Refused> choose(base::View file, std::uint64_t most_pixels);

}
