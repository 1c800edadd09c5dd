// SPDX-License-Identifier: MIT
// Which items and properties make the main picture; everything else is left out and told.
#pragma once

#include "sanitizer/decode/heif/items.h"

namespace decode_heif {

struct Chosen {
    std::vector<std::uint32_t> ids; // The main picture first.
    std::vector<Reference> references; // Among those.
    std::map<std::uint32_t, std::vector<Use>> uses;
    bool is_av1 { false };
    bool halves_colour { false };
    pixels::Removals removed;
};

std::variant<Chosen, pixels::Refused> choose(const Items&, std::uint64_t most_pixels);

}
