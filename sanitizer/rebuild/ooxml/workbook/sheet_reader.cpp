// SPDX-License-Identifier: MIT
// What needs more than a table in a workbook: its sheets and names, formulas, links, drawings.
#include "sanitizer/rebuild/ooxml/document/reader.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"

#include <algorithm>
#include <array>

namespace rebuild_ooxml {

bool PartReader::special_of_sheets(pugi::xml_node node, const Element& known)
{
    static constexpr std::array<std::string_view, 6> containers { "cols", "mergeCells",
        "dataValidations", "hyperlinks", "rowBreaks", "colBreaks" };
    const auto& name = known.name;
    if (known.space == Space::SheetDrawing) {
        if (name == "graphicFrame") {
            if (!diagram(node))
                drawing(node, known);
        } else if (name.ends_with("Anchor"))
            anchor(node, known);
        else
            return false;
        return true;
    }
    if (std::ranges::find(containers, name) != containers.end())
        container(node, known);
    else if (name == "sheets")
        sheets(known);
    else if (name == "definedNames")
        defined_names(known);
    else if (name == "workbookView")
        workbook_view(node, known);
    else if (name == "sheetData")
        rows(known);
    else if (name == "worksheet")
        worksheet(node, known);
    else if (name == "comments")
        comments(node, known);
    else if (name == "conditionalFormatting")
        container(node, known);
    else if (name == "cfRule" || name == "dataValidation")
        with_formulas(node, known);
    else if (name.starts_with("formula"))
        formula(node, known);
    else if (name == "cfvo")
        threshold(node, known);
    else if (name == "hyperlink")
        cell_link(node, known);
    else if (name == "drawing")
        sheet_drawing(node, known);
    else
        return false;
    return true;
}

void PartReader::sheets(const Element& known)
{
    if (m_output.kind != PartKind::Workbook)
        return;
    const auto& element = m_build.words.known(Space::Sheet, "sheet");
    auto rule = [&](std::string_view name) { return element.attribute(Space::None, name); };
    m_tree.open(known);
    std::size_t number = 0;
    for (const auto& sheet : m_build.book.sheets) {
        bool cells = sheet.kind == Book::Sheet::Kind::Cells;
        auto part = m_build.part(cells ? PartKind::Sheet : PartKind::ChartSheet, sheet.part);
        if (auto* refused = std::get_if<Refused>(&part))
            return refuse(*refused);
        auto id
            = m_output.link(cells ? Link::Sheet : Link::ChartSheet, std::get<std::string>(part));
        m_tree.open(element);
        m_tree.attribute(*rule("name"), m_tree.keep(sheet.name));
        m_tree.attribute(*rule("sheetId"), m_tree.keep(std::to_string(++number)));
        if (sheet.visibility == Visibility::Hidden)
            m_tree.attribute(*rule("state"), "hidden");
        m_tree.attribute(*element.attribute(Space::Relation, "id"), m_tree.keep(std::move(id)));
        m_tree.close();
    }
    m_tree.close();
}

void PartReader::defined_names(const Element& known)
{
    if (m_output.kind != PartKind::Workbook || m_build.book.defined.empty())
        return;
    const auto& element = m_build.words.known(Space::Sheet, "definedName");
    auto rule = [&](std::string_view name) { return element.attribute(Space::None, name); };
    m_tree.open(known);
    for (const auto& one : m_build.book.defined) {
        m_tree.open(element);
        m_tree.attribute(*rule("name"), m_tree.keep(one.name));
        if (one.sheet)
            m_tree.attribute(*rule("localSheetId"), m_tree.keep(std::to_string(*one.sheet)));
        if (one.visibility == Visibility::Hidden)
            m_tree.attribute(*rule("hidden"), "1");
        m_tree.text(m_tree.keep(one.reference));
        m_tree.close();
    }
    m_tree.close();
}

void PartReader::workbook_view(pugi::xml_node node, const Element& known)
{
    Taken taken;
    take_attributes(node, known, taken);
    std::erase_if(taken, [](const auto& one) {
        return one.first->name == "firstSheet" || one.first->name == "activeTab";
    });
    open(known, taken);
    const auto& book = m_build.book;
    if (book.active > 0 && book.sheets[book.active].visibility == Visibility::Visible)
        m_tree.attribute(
            *known.attribute(Space::None, "activeTab"), m_tree.keep(std::to_string(book.active)));
    m_tree.close();
}

// Where the rows that were taken out before will stand.
void PartReader::rows(const Element& known)
{
    if (m_output.kind != PartKind::Sheet || m_tree.open_node() != 0)
        return;
    m_tree.open(known);
    m_tree.close();
}

// Excel calls a file damaged that has one of these without content.
void PartReader::container(pugi::xml_node node, const Element& known)
{
    Taken taken;
    if (!take_attributes(node, known, taken)) {
        m_build.account.count("unknown-element");
        return;
    }
    open(known, taken);
    auto own = m_tree.open_node();
    contents(node);
    m_tree.close();
    bool empty = true;
    for (auto child = m_tree[own].first; child != Tree::none; child = m_tree[child].next)
        empty = empty && m_tree[child].removed;
    m_tree[own].removed = empty;
}

// A rule stays with all of its formulas, or goes.
void PartReader::with_formulas(pugi::xml_node node, const Element& known)
{
    Taken taken;
    if (!take_attributes(node, known, taken)) {
        m_build.account.count("unknown-element");
        return;
    }
    m_formula_lost = false;
    open(known, taken);
    auto own = m_tree.open_node();
    contents(node);
    m_tree.close();
    if (!m_formula_lost)
        return;
    m_tree[own].removed = true;
    m_build.account.count("formula");
}

void PartReader::formula(pugi::xml_node node, const Element& known)
{
    auto clean = clean_formula(text_of(node), m_build.book.names);
    if (!clean) {
        m_formula_lost = true;
        return;
    }
    m_tree.open(known);
    m_tree.text(m_tree.keep(std::move(*clean)));
    m_tree.close();
}

void PartReader::threshold(pugi::xml_node node, const Element& known)
{
    Taken taken;
    if (!take_attributes(node, known, taken)) {
        m_formula_lost = true;
        return;
    }
    for (auto& [rule, value] : taken) {
        if (rule->name != "val")
            continue;
        auto clean = clean_formula(value, m_build.book.names);
        m_formula_lost = m_formula_lost || !clean;
        value = m_tree.keep(clean.value_or("0"));
    }
    open(known, taken);
    m_tree.close();
}

// To an address as the policy says; to a place in this workbook always.
void PartReader::cell_link(pugi::xml_node node, const Element& known)
{
    auto& account = m_build.account;
    auto id = attribute(node, Space::Relation, "id");
    const auto* found = id.empty() ? nullptr : find(m_relationships, id);
    auto lose
        = [&] { account.lose_link(found ? std::string_view(found->target) : std::string_view()); };
    Taken taken;
    if (!take_attributes(node, known, taken))
        return lose();
    std::erase_if(taken, [](const auto& one) { return one.first->name == "location"; });
    auto location = attribute(node, Space::None, "location");
    if (id.empty()) {
        auto clean = clean_reference(location, m_build.book.names);
        const auto* name = m_build.book.names.name(location);
        if (!clean && !name)
            return lose();
        open(known, taken);
        m_tree.attribute(
            *known.attribute(Space::None, "location"), m_tree.keep(clean ? *clean : *name));
        return m_tree.close();
    }
    auto address = found && found->type == "hyperlink" && found->mode == TargetMode::External
            && m_build.options.hyperlinks == Hyperlinks::Keep
        ? clean_link(found->target)
        : std::nullopt;
    if (!address)
        return lose();
    open(known, taken);
    auto link = m_output.link(Link::Hyperlink, *address);
    m_tree.attribute(*known.attribute(Space::Relation, "id"), m_tree.keep(std::move(link)));
    m_tree.close();
}

void PartReader::sheet_drawing(pugi::xml_node node, const Element& known)
{
    const auto* found = find(m_relationships, attribute(node, Space::Relation, "id"));
    bool on_sheet = m_output.kind == PartKind::Sheet || m_output.kind == PartKind::ChartSheet;
    if (!on_sheet || !found || found->type != "drawing" || found->mode != TargetMode::Internal
        || !m_build.package.has(found->target)) {
        m_build.account.count("unknown-part");
        return;
    }
    auto part = m_build.part(PartKind::SheetDrawing, found->target);
    if (auto* refused = std::get_if<Refused>(&part))
        return refuse(*refused);
    auto id = m_output.link(Link::SheetDrawing, std::get<std::string>(part));
    m_tree.open(known);
    m_tree.attribute(*known.attribute(Space::Relation, "id"), m_tree.keep(std::move(id)));
    m_tree.close();
}

// Of a place on a sheet where nothing stands any more, nothing is left.
void PartReader::anchor(pugi::xml_node node, const Element& known)
{
    static constexpr std::array<std::string_view, 5> shown { "sp", "grpSp", "graphicFrame", "cxnSp",
        "pic" };
    Taken taken;
    take_attributes(node, known, taken);
    open(known, taken);
    auto own = m_tree.open_node();
    contents(node);
    m_tree.close();
    auto is_shown = [&](const Tree::Node& one) {
        return !one.removed && std::ranges::find(shown, one.element->name) != shown.end();
    };
    auto child = m_tree[own].first;
    while (child != Tree::none && !is_shown(m_tree[child]))
        child = m_tree[child].next;
    m_tree[own].removed = child == Tree::none;
}

// What a chart was drawn from. Without it the values that it was last drawn with stay.
std::string PartReader::chart_range(std::string_view written)
{
    auto clean = clean_reference(written, m_build.book.names);
    return clean.value_or("#REF!");
}

}
