// SPDX-License-Identifier: MIT
// What a whole document shows: the foreign one, by its parts that a reader would open, and ours.
#pragma once

#include "sanitizer/rebuild/ooxml/document/build.h"

namespace rebuild_ooxml {

policy::Figures shown_by(const Package&, const Options&);

// `stand_ins`: names of pictures that are none.
policy::Figures shown_by(const Built&, const std::set<std::string>& stand_ins);

// bound_text.cpp: letters of the custom XML that a control of that store and path shows.
std::uint64_t letters_behind(const Package&, std::string_view path, std::string_view store);

// foreign_text.cpp: letters of a document of another kind within this one (RTF, HTML, text).
std::uint64_t letters_of(base::View);

}
