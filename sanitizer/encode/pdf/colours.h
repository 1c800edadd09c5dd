// SPDX-License-Identifier: MIT
// The colours of a page, counted.
#pragma once

#include "sanitizer/encode/pdf/picture.h"

namespace encode_pdf {

struct Counted {
    Colour colour;
    std::uint64_t pixels;
};

struct Colours {
    std::vector<Counted> distinct; // In the order in which the page has them.
    std::vector<Run> runs; // Places in `distinct`. None if there are too many.
    bool are_countable { true }; // Not more than a page of letters and lines has.
    int most_chroma { 0 }; // The largest distance between a pixel's channels.
    std::uint64_t changes { 0 }; // Pixels other than their left neighbour,
    std::uint64_t small_changes { 0 }; // and those other by a little: a photograph's.
    bool may_show_codes { true }; // Not if no block of every second row is busy.
};

// Channels that differ by more than this are colour; less is a scanner's noise.
inline constexpr int least_chroma = 16;
// Pixels that differ by so little are a shade rather than an edge.
inline constexpr std::uint8_t little = 16;

int chroma(Colour);

// Reads each pixel once: whoever shares the memory may still write to it. Where there are too many
// colours, and some that are not grey, the rest is not counted.
Colours count_colours(const Pixels&);

}
