// SPDX-License-Identifier: MIT
// What has to be known across the parts of a presentation: which of them stay, and who belongs to
// whom. Parts are named when another refers to them and built when the turn of their kind comes, so
// that no chain of references makes one call within another.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace rebuild_ooxml {

struct Show {
    // From a part of the package to the name of what is built of it.
    using Names = std::map<std::string, std::string>;
    std::set<std::string> masters; // Sources.
    Names slides;
    Names masters_of_layouts; // The name of the master whose list the layout stands in.
    Names slides_of_notes;
    std::optional<std::string> notes_master; // Its name.
    bool has_authors { false }; // Of comments.

    // Of masters and layouts together; those of slides begin at 256 (ECMA-376 part 1, 19.7).
    std::uint32_t next_master { 2'147'483'648 };
    std::uint32_t next_slide { 256 };
};

}
