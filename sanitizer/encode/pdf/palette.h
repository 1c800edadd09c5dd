// SPDX-License-Identifier: MIT
// The colours that stand for those of a page.
#pragma once

#include "sanitizer/encode/pdf/colours.h"

#include <optional>

namespace encode_pdf {

struct Palette {
    std::vector<Colour> colours;
    std::vector<std::uint8_t> places; // In `colours`, for each distinct colour.
};

// At most 256 colours: those of whole areas exactly, those between them nearly. Nothing if that
// would change what the page of so many pixels shows.
std::optional<Palette> choose_palette(const Colours&, std::uint64_t pixels);

}
