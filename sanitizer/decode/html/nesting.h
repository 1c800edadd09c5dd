// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace html {

// How deep elements may come to stand in one another, told from the tags alone and rather too much
// than too little: gumbo looks through all open elements for many tags, so its time grows with the
// depth times the length. Counting stops beyond `limit`.
std::size_t likely_depth(std::string_view utf8, std::size_t limit);

}
