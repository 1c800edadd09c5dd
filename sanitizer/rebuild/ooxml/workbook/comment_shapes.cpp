// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/workbook/comment_shapes.h"

#include <algorithm>

namespace rebuild_ooxml {

static constexpr std::size_t block = 1'024;
static constexpr std::uint32_t last_column = 16'383;
static constexpr std::uint32_t last_row = 1'048'575;

static constexpr std::string_view begin
    = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
      "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
      "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap "
      "v:ext=\"edit\" data=\"";
static constexpr std::string_view shape_type
    = "\"/></o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" "
      "o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path "
      "gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
static constexpr std::string_view look
    = "\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:59.25pt;margin-top:1.5pt;"
      "width:108pt;height:59.25pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" "
      "o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" "
      "obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox "
      "style=\"mso-direction-alt:auto;mso-fit-shape-to-text:t\"><div style=\"text-align:left\">"
      "</div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>"
      "<x:Anchor>";

std::size_t blocks_of(std::size_t comments)
{
    return comments == 0 ? 0 : comments / block + 1;
}

// Two columns wide and four rows high, beside its cell: left, top, right, bottom, each a column or
// row and how far into it.
static std::string anchor_of(Cell cell)
{
    auto left = std::min(cell.column + 1, last_column - 2);
    auto top = std::min(std::max(cell.row, 1u) - 1, last_row - 4);
    return std::to_string(left) + ", 15, " + std::to_string(top) + ", 10, "
        + std::to_string(left + 2) + ", 15, " + std::to_string(top + 4) + ", 4";
}

std::string write_comment_shapes(std::span<const Cell> commented, std::size_t blocks_before)
{
    std::string xml(begin);
    for (std::size_t i = 1; i <= blocks_of(commented.size()); ++i)
        xml += (i > 1 ? "," : "") + std::to_string(blocks_before + i);
    xml += shape_type;
    auto number = block * (blocks_before + 1);
    for (auto cell : commented) {
        xml += "<v:shape id=\"_x0000_s" + std::to_string(++number);
        xml += look;
        xml += anchor_of(cell) + "</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>"
            + std::to_string(cell.row) + "</x:Row><x:Column>" + std::to_string(cell.column)
            + "</x:Column></x:ClientData></v:shape>";
    }
    return xml + "</xml>";
}

}
