// SPDX-License-Identifier: MIT
// What an attribute's value, or an element's text, may be. Everything else is left out.
#pragma once

#include <string_view>

namespace rebuild_ooxml {

enum class Value {
    None, // No text at all.
    Integer, // -?[0-9]+
    Coordinate, // An Integer of English metric units (ST_Coordinate).
    Guid, // {01234567-89AB-CDEF-0123-456789ABCDEF}
    Measure, // A decimal number, perhaps with a unit or a percent sign.
    Truth, // 0 1 true false on off
    Token, // One of the format's own words: letters, digits, "-" and "_".
    WhiteSpace, // xml:space: preserve or default
    Hex, // Hexadecimal digits, or "auto".
    Name, // Of a style, a font, an author: at most 255 bytes of text that is no address.
    Quotable, // What readers paste, between quotes, into a field's instruction.
    Text, // What people read: any text.
    Formula, // Of a shape's geometry: "*/ h 1 2".
    CellRange, // Of a chart: Sheet1!$A$1:$B$9; names no other file.
    Cells, // Of a sheet: A1:B9 C3
    CompatibilityUri, // The one that Word's compatibility settings have.
    Relationship, // Not copied: the handler of its element makes it anew.
};

// Text is taken for any that is UTF-8; the writer leaves out what XML cannot hold.
bool fits(Value, std::string_view);
// Whether its numbers are of the sizes that ECMA-376 gives them; of what fits().
bool is_bounded(Value, std::string_view);
bool is_quotable(std::string_view);

}
