// SPDX-License-Identifier: MIT
// SmartArt: a part with its data, of which only Office can make a drawing, and the part with the
// drawing that Office made of it last (MS-ODRAWXML 2.6.1).
#pragma once

#include "sanitizer/rebuild/ooxml/package/package.h"

namespace rebuild_ooxml {

// The part with the drawing; `data` is the relationship of the part that shows the diagram.
std::optional<std::string> drawing_of_diagram(
    const Package&, const Relationships&, std::string_view data);

}
