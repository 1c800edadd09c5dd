// SPDX-License-Identifier: MIT
// The functions that the formula of a cell may call.
#pragma once

#include <string>
#include <string_view>

namespace rebuild_parts {

// As Office Open XML spells it ("_xlfn.XLOOKUP"); empty: not on the list.
std::string_view function_named(std::string_view written);
std::string_view function_list();

std::string lower_case(std::string_view); // ASCII only.

}
