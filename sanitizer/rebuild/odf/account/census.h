// SPDX-License-Identifier: MIT
// What a part of an OpenDocument shows: letters, sheets or slides, cells, pictures, links and
// formulas, counted in its XML as it is written. The same count is made of what came in and of what
// came out.
#pragma once

#include "sanitizer/rebuild/odf/document/filter.h"

namespace rebuild_odf {

// `stand_ins`: names of pictures that are none. UTF-8; of a part that is not well-formed, what
// stands before the fault counts.
policy::Figures shown_by(
    std::string_view xml, const Options&, const std::set<std::string>& stand_ins);

}
