// SPDX-License-Identifier: MIT
// The colours of a page, counted, and a palette that stands for them.
#pragma once

#include "sanitizer/encode/pdf/picture.h"

#include <optional>

namespace encode_pdf {

struct Counted {
    Colour colour;
    std::uint64_t pixels;
};

struct Colours {
    std::vector<Counted> distinct; // In the order in which the page has them.
    std::vector<std::uint16_t> places; // In `distinct`, one a pixel. Short if there are too many.
    bool are_countable { true }; // Not more than a page of letters and lines has.
    int most_chroma { 0 }; // The largest distance between a pixel's channels.
    std::uint64_t changes { 0 }; // Pixels other than their left neighbour,
    std::uint64_t small_changes { 0 }; // and those other by a little: a photograph's.
};

// Reads each pixel once: whoever shares the memory may still write to it.
Colours count_colours(const Pixels&);

struct Palette {
    std::vector<Colour> colours;
    std::vector<std::uint8_t> places; // In `colours`, for each distinct colour.
};

// At most 256 colours: those of whole areas exactly, those between them nearly. Nothing if that
// would change what the page shows.
std::optional<Palette> choose_palette(const Colours&);

}
