// SPDX-License-Identifier: MIT
// What a copy lacks, or has otherwise than the original: a stable code for machines, plain words
// for people. Every code that may stand in a report is here.
#pragma once

#include <span>
#include <string_view>

namespace policy {

struct Removal {
    std::string_view code; // "macros"
    std::string_view english;
    std::string_view japanese;
};

std::span<const Removal> all_removals(); // In the order of their codes.
const Removal* removal_named(std::string_view code); // Null: no such code.

}
