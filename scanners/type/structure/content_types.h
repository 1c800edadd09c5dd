// SPDX-License-Identifier: MIT
// [Content_Types].xml of an Open Packaging Conventions package (ECMA-376 part 2, 10.1.2). A far
// smaller XML than XML: every reader must see the same list, or there is none.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace type_scanner {

// All content types that it names, in lower case. Nothing if it is not in UTF-8, has a document
// type, a reference, or anything else that two readers could read in two ways.
std::optional<std::set<std::string>> content_types_in(std::string_view xml);

}
