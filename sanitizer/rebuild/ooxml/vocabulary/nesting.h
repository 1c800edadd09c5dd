// SPDX-License-Identifier: MIT
// Which elements of text, drawings and charts may stand in which (ECMA-376 part 1, 17 to 22).
#pragma once

#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

#include <unordered_map>

namespace rebuild_ooxml {

using ElementsByName = std::unordered_map<std::string_view, Element*>; // "w:p"

// Tells each of them where it may stand, once they are all known.
void tell_nesting(const ElementsByName&);

// Of elements that hold text or refer to something, and of those around them; properties may stand
// anywhere in the tree of `root`, except that settings stand among settings only.
bool may_stand_in(const Element& root, const Element& parent, const Element&);

// Whether it may stand in `parent` once only, in presentations.
bool is_single(const Element& parent, const Element&);

}
