// SPDX-License-Identifier: MIT
// What an attribute's value may be. Everything else is left out.
#pragma once

#include <string_view>

namespace rebuild_odf {

enum class Value {
    Format, // Words, numbers, lengths, colours, percentages (ODF 1.3 part 3, 18.3), blanks between.
    Name, // Of a style, a font, a shape: at most 255 bytes of text that is no address.
    Text, // What people read: any text.
    Geometry, // Paths, points, transformations, equations of shapes: no names of anything else.
    Range, // Cells of this document: $'Sheet 1'.$A$1:.B9
    Date, // A date, a time or a duration.
    Identifier, // Letters, digits, "_", "-", ".": what another attribute may name.
    Count, // Of rows and columns: up to 1 048 576.
    Blanks, // How many: up to 9 999.
    Condition, // Of a style (19.472): value()>=0
    Made, // Not copied: the code of its element makes it.
};

bool fits(Value, std::string_view);

bool is_range(std::string_view);
bool is_identifier(std::string_view);

}
