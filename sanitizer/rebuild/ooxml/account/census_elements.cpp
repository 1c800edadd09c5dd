// SPDX-License-Identifier: MIT
// Which element is what to a census.
#include "sanitizer/rebuild/ooxml/account/census.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <array>

namespace rebuild_ooxml {

using policy::Countable;

std::string Census::attribute(Space space, std::string_view local)
{
    for (const auto& one : m_stream->attributes()) {
        auto name = m_scopes.attribute(one.name);
        if (name.local != local || (space != Space::Unknown && name.space != space))
            continue;
        std::string resolved;
        std::string_view value = one.written;
        resolve_entities(one.written, resolved, value);
        return std::string(value);
    }
    return {};
}

void Census::refer(std::string_view element, std::string id)
{
    if (!id.empty())
        references.push_back({ std::string(element), std::move(id) });
}

Census::What Census::kind_of(const Scopes::Name& name)
{
    auto local = name.local;
    bool foreign = m_writer == Writer::Foreign;
    switch (name.space) {
    case Space::Word: return of_text(local);
    case Space::Sheet: return of_sheets(local);
    case Space::Show: return of_shows(local);
    case Space::Math: return local == "t" ? What::Letters : What::Other;
    case Space::Compatibility:
        if (local == "AlternateContent")
            return What::Alternatives;
        return !m_open.empty() && m_open.back().what == What::Alternatives
                && (local == "Choice" || local == "Fallback")
            ? What::Branch
            : What::Other;
    case Space::Drawing:
    case Space::Chart:
    case Space::SheetDrawing:
    case Space::WordShape:
    case Space::WordGroup:
    case Space::WordCanvas:
    case Space::Vml: return of_drawings(name);
    case Space::Unknown: return foreign ? of_drawings(name) : What::Other;
    case Space::Relation:
    case Space::Placement:
    case Space::Picture:
    case Space::Xml:
    case Space::Diagram:
    case Space::None: break;
    }
    return What::Other;
}

Census::What Census::of_text(std::string_view local)
{
    if (local == "t")
        return What::Letters;
    if (local == "instrText")
        return What::Instruction;
    if (local == "fldChar")
        field(attribute(Space::Word, "fldCharType"));
    else if (local == "fldSimple")
        count_link(attribute(Space::Word, "instr"));
    else if (local == "hyperlink") {
        if (!attribute(Space::Relation, "id").empty() || !attribute(Space::Word, "anchor").empty())
            count(Countable::Links);
    } else if (local == "drawing")
        return What::Drawing;
    else if (local == "txbxContent" || local == "footnote" || local == "endnote"
        || local == "comment")
        return What::Story;
    if (m_writer == Writer::Ours)
        return What::Other;
    if (local == "tr")
        return What::Row;
    if (local == "trPr")
        return What::RowProperties;
    if (local == "del" || local == "moveFrom") {
        auto* row = around(What::Row);
        if (row && m_open.back().what == What::RowProperties)
            row->flag = true;
        return What::Skipped;
    }
    if (local == "pict" || local == "object")
        return What::Markup;
    if (local == "contentPart")
        count(Countable::Pictures);
    if (local == "headerReference" || local == "footerReference" || local == "altChunk")
        refer(local, attribute(Space::Relation, "id"));
    if (local == "sdt")
        return What::Bound;
    if (local == "dataBinding")
        bind();
    return What::Other;
}

void Census::bind()
{
    if (auto* control = around(What::Bound)) {
        control->path = attribute(Space::Unknown, "xpath");
        control->store = attribute(Space::Unknown, "storeItemID");
    }
}

static bool is_page_edge(std::string_view local)
{
    static constexpr std::array<std::string_view, 6> edges { "oddHeader", "oddFooter", "evenHeader",
        "evenFooter", "firstHeader", "firstFooter" };
    return std::ranges::find(edges, local) != edges.end();
}

Census::What Census::of_sheets(std::string_view local)
{
    auto parent = m_open.empty() ? What::Other : m_open.back().what;
    if (parent == What::InlineText)
        m_cell_filled = true;
    if (local == "t" || is_page_edge(local))
        return What::Letters;
    if (local == "c") {
        m_cell_type = attribute(Space::None, "t");
        m_cell_filled = false;
        return What::Cell;
    }
    if (parent == What::Cell) {
        if (local == "v")
            return What::Value;
        if (local == "is")
            return What::InlineText;
        if (local == "f") {
            count(Countable::Formulas);
            m_cell_filled = true;
        }
    } else if (local == "hyperlink") {
        count(Countable::Links);
    } else if (local == "sheet" || local == "drawing" || local == "legacyDrawing") {
        refer(local, attribute(Space::Relation, "id"));
    }
    return What::Other;
}

Census::What Census::of_shows(std::string_view local)
{
    if (local == "text")
        return What::Letters; // Of a comment.
    if (local == "graphicFrame" || local == "oleObj" || local == "control")
        return What::Drawing;
    if (local == "contentPart")
        count(Countable::Pictures);
    if (local == "sldId")
        refer(local, attribute(Space::Relation, "id"));
    return What::Other;
}

Census::What Census::of_drawings(const Scopes::Name& name)
{
    auto local = name.local;
    bool in_chart = name.space == Space::Chart;
    if (in_chart && local == "extLst") // Series that are filtered out, among others.
        return What::Skipped;
    if (local == "t" && name.space == Space::Drawing)
        return What::Letters;
    if (local == "v" && in_chart)
        return What::Letters;
    if ((local == "v" || local == "pt") && name.space == Space::Unknown)
        return What::Letters; // Of the charts that Office 2016 added (MS-ODRAWXML 2.24).
    if (local == "text" && name.space == Space::Unknown && m_open.size() == 2)
        return What::Letters; // Of a comment that answers another (MS-XLSX 2.6.205).
    if (local == "blip" && name.space == Space::Drawing) {
        auto id = attribute(Space::Relation, "embed");
        if (id.empty())
            id = attribute(Space::Relation, "link");
        if (!id.empty() && m_is_picture(id))
            count(Countable::Pictures);
    } else if (local == "hlinkClick" && name.space == Space::Drawing) {
        if (!attribute(Space::Relation, "id").empty() || !attribute(Space::None, "action").empty())
            count(Countable::Links);
    } else if (local == "chart") {
        auto id = attribute(Space::Relation, "id");
        if (!id.empty())
            count(Countable::Pictures);
        refer(local, std::move(id));
    } else if (local == "graphicFrame" && name.space == Space::SheetDrawing) {
        return What::Drawing;
    } else if ((local == "tbl" && name.space == Space::Drawing) || name.space == Space::WordShape
        || name.space == Space::WordGroup || name.space == Space::WordCanvas
        || (local == "textbox" && name.space == Space::Vml)) {
        show_shape();
    } else if (local == "imagedata" && name.space == Space::Vml) {
        if (!attribute(Space::Relation, "id").empty())
            count(Countable::Pictures);
    } else if (local == "textpath" && name.space == Space::Vml) {
        letters(base::count_letters(attribute(Space::None, "string")));
    } else if (local == "contentPart") {
        count(Countable::Pictures);
    } else if (local == "relIds" && name.space == Space::Unknown) {
        show_shape(); // If somebody drew it, which the other parts tell.
        refer(local, attribute(Space::Relation, "dm"));
    } else if (local == "dataBinding") {
        bind(); // Word 2013's own.
    }
    return What::Other;
}

}
