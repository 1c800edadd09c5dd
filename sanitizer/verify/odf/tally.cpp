// SPDX-License-Identifier: MIT
#include "sanitizer/verify/odf/tally.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <array>

namespace verify_odf {

using policy::Countable, verify_parts::value_of;

// Paragraphs and what they are made of; shapes, tables and the like begin anew.
bool PartTally::is_read(std::string_view name) const
{
    static constexpr std::array<std::string_view, 8> anew {
        "draw:", "office:", "svg:", "table:", "dr3d:", "form:", "dc:", "meta:"
    };
    if (name == "text:p" || name == "text:h")
        return true;
    bool begins = name != "draw:a"
        && std::ranges::any_of(anew, [&](auto prefix) { return name.starts_with(prefix); });
    return !begins && !m_open.empty() && m_open.back().is_read;
}

bool PartTally::shows(const std::vector<Attribute>& attributes) const
{
    auto address = value_of(attributes, "xlink:href");
    return !address.empty() && !m_stand_ins.contains(std::string(address));
}

void PartTally::begin(std::string_view name, const std::vector<Attribute>& attributes)
{
    bool is_cell = name == "table:table-cell" || name == "table:covered-table-cell";
    bool counted = false;
    auto* around = m_open.empty() ? nullptr : &m_open.back();
    bool within_cell = around
        && (around->name == "table:table-cell" || around->name == "table:covered-table-cell");
    auto count_cell = [&] {
        if (m_kind == Kind::Spreadsheet)
            count(Countable::Cells);
    };
    if (name == "text:a" || name == "draw:a") {
        count(Countable::Links);
    } else if (is_cell) {
        bool formula = !value_of(attributes, "table:formula").empty();
        counted = formula || !value_of(attributes, "office:value-type").empty();
        if (formula)
            count(Countable::Formulas);
        if (counted)
            count_cell();
    } else if (within_cell && name == "text:p" && !around->counted) {
        around->counted = true;
        count_cell();
    } else if (name == "draw:image") {
        if (around && around->name == "draw:frame" && !around->counted && shows(attributes)) {
            around->counted = true;
            count(Countable::Pictures);
        }
    } else if (around && around->name == "draw:frame"
        && (name == "table:table" || name == "draw:text-box")) {
        around->counted = true; // Of which a picture behind it is a preview.
    } else if (name == "draw:fill-image" || name == "style:background-image"
        || name == "text:list-level-style-image") {
        if (shows(attributes))
            count(Countable::Pictures);
    } else if (name == "draw:page") {
        if (m_kind == Kind::Presentation)
            count(Countable::Pages);
    } else if (name == "table:table" && around && around->name == "office:spreadsheet") {
        count(Countable::Pages);
    }
    m_open.push_back({ name, is_read(name), counted });
}

void PartTally::read(std::string_view text)
{
    if (m_open.back().is_read)
        count(Countable::Text, base::count_letters(text));
}

void PartTally::finish(std::string_view)
{
    m_open.pop_back();
}

}
