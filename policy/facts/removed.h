// SPDX-License-Identifier: MIT
// What was left out of one file, how often, and where it stood: the rows of a report's list. Places
// come from foreign files, so that there is a bound to their number and length, and what is beyond
// it is counted as "elsewhere".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace policy {

struct Removed {
    std::string what; // A code of removal.h.
    // A part's or a chunk's name ("word/vbaProject.bin", "eXIf"), "page 3", "lines 4-9"; empty:
    // nobody knows.
    std::string where;
    std::uint64_t count { 1 };

    bool operator==(const Removed&) const = default;
};

inline constexpr std::size_t most_places = 20; // Of one kind,
inline constexpr std::size_t most_rows = 200; // and of all; then one of each kind, at most.
inline constexpr std::size_t longest_place = 120; // Bytes.
inline constexpr std::string_view elsewhere = "elsewhere";
inline constexpr std::string_view whole_document = "document";

// To the row of its kind and place, or to a new one; which.
std::size_t add_removed(std::vector<Removed>&, Removed);

// A name from a foreign file as a place: unsafe characters become question marks, a long one is
// cut, one that could be a place of ours is quoted.
std::string place_named(std::string_view foreign);
std::string place_on(std::string_view unit, std::uint64_t number); // "page", 3: "page 3".
bool is_place(std::string_view); // Whether one of these could have made it; or empty.

std::string place_in_japanese(std::string_view where);

}
