// SPDX-License-Identifier: MIT
// Pixels of every form as gray ones on white paper. Pure; every number is hostile.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace codes {

struct Gray {
    base::Bytes pixels; // One byte each, rows without gaps.
    std::uint32_t width { 0 };
    std::uint32_t height { 0 };
};

// `data` is the frame's palette and rows, no more and no less.
Result<Gray> gray_of(const pixels::message::Frame&, base::View data);

// Of a page in a slot: blue, green, red and nothing, byte by byte. Who draws may go on drawing.
Result<Gray> gray_of_page(base::View slot, std::uint32_t width, std::uint32_t height);

}
