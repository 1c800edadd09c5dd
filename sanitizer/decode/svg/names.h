// SPDX-License-Identifier: MIT
// The elements, attributes and properties of SVG 1.1 (and a few of SVG 2) that are drawn.
#pragma once

#include <string_view>

namespace decode_svg {

bool is_element(std::string_view name);
bool is_attribute(std::string_view name); // Besides the properties, which are attributes, too.
bool is_property(std::string_view name);

}
