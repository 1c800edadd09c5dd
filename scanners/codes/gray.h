// SPDX-License-Identifier: MIT
// Pixels of every form as gray ones on white paper. Pure; every number is hostile.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

#include <span>

namespace codes {

struct Gray {
    base::Bytes pixels; // One byte each, rows without gaps.
    std::uint32_t width { 0 };
    std::uint32_t height { 0 };
};

// `data` is the frame's palette and rows, no more and no less.
Result<Gray> gray_of(const pixels::message::Frame&, base::View data);

// Of a page in a slot: blue, green, red and nothing, byte by byte. Who draws may go on drawing.
Result<void> check_page(base::View slot, std::uint32_t width, std::uint32_t height);
// As many pixels as there is room for, from the one with that number on; of a page that was
// checked.
void take_gray(base::View slot, std::size_t first, std::span<std::uint8_t> to);
Result<Gray> gray_of_page(base::View slot, std::uint32_t width, std::uint32_t height);

}
