// SPDX-License-Identifier: MIT
// A picture made small enough for a screen. Arithmetic with pixels, and nothing else: whatever they
// are, no more comes of it than other pixels.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "sanitizer/decode/pixels/pixels.pb.h"

#include <cstdint>
#include <string>

namespace broker {

struct Pane { // In pixels; what is shown is never larger, and keeps its shape.
    std::uint32_t columns { 0 };
    std::uint32_t rows { 0 };
};

struct Shrunk {
    std::uint32_t columns { 0 };
    std::uint32_t rows { 0 };
    std::string pixels; // Blue, green, red and a byte that says nothing, row after row.
};

// How large something of this shape is in the pane: at least a pixel.
Pane fit(std::uint64_t width, std::uint64_t height, Pane);

// The frame is checked, and `pixels` are all of it. See-through places show white.
Shrunk shrink(const pixels::message::Frame&, base::View pixels, Pane);

}
