// SPDX-License-Identifier: MIT
// Which cells a spreadsheet would compute rather than show (threat T31).
#pragma once

#include <string_view>

namespace rebuild_text {

// Whether the first visible character is = + - @, in ASCII, full-width or small form, or the cell
// begins with a tab or a line end. Plain numbers, amounts of yen and telephone numbers after + or -
// are none: nothing in them can call anything.
bool begins_as_formula(std::u32string_view cell);

// Excel reads "sep=;" at the start of a file as an order.
bool begins_as_separator_line(std::u32string_view cell);

}
