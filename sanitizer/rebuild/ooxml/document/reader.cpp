// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/document/reader.h"

#include "sanitizer/rebuild/ooxml/vocabulary/nesting.h"

#include <algorithm>

namespace rebuild_ooxml {

Outcome<bool> PartReader::read(pugi::xml_node root, Space space, std::string_view local)
{
    m_scopes.enter(root);
    auto name = m_scopes.element(root.name());
    if (name.space != space || name.local != local)
        return Refused { Why::Malformed, "a part begins with another element than it must" };
    const auto& known = m_build.words.known(space, local);
    if (known.treatment == Treatment::Special)
        special(root, known);
    else
        keep(root, known);
    settle_connections();
    if (m_refused)
        return *m_refused;
    if (m_tree.empty())
        return Refused { Why::Empty, "a part without content" };
    return true;
}

void PartReader::contents(pugi::xml_node node)
{
    // Not by pugixml's iterators, here and for attributes: they are called, not compiled in.
    for (auto child = node.first_child(); child; child = child.next_sibling()) {
        if (child.type() != pugi::node_element)
            continue;
        auto mark = m_scopes.enter(child);
        element(child);
        m_scopes.leave(mark);
    }
}

void PartReader::element(pugi::xml_node node)
{
    auto name = m_scopes.element(node.name());
    if (name.space == Space::Compatibility && name.local == "AlternateContent")
        return alternatives(node);
    const auto* known = m_build.words.find(name.space, name.local);
    bool foreign = known && known->of_shows && m_build.options.kind != DocumentKind::Presentation;
    if (!known || foreign || !belongs(name.space)) {
        m_build.account.count("unknown-element");
        return;
    }
    if (!may_stand_here(*known)) {
        m_build.account.count("unknown-element");
        if (known->text == Value::None)
            contents(node);
        return;
    }
    if (stands_here_already(*known)) {
        m_build.account.count("unknown-element");
        return;
    }
    switch (known->treatment) {
    case Treatment::Keep: return keep(node, *known);
    case Treatment::Unwrap: return unwrap(node, *known);
    case Treatment::Drop: return drop(*known);
    case Treatment::Special: return special(node, *known);
    }
}

bool PartReader::may_stand_here(const Element& known) const
{
    bool is_left_out = known.treatment == Treatment::Drop || known.treatment == Treatment::Unwrap;
    return is_left_out || m_tree.empty()
        || may_stand_in(*m_tree[0].element, *m_tree[m_tree.open_node()].element, known);
}

bool PartReader::stands_here_already(const Element& known)
{
    bool is_left_out = known.treatment == Treatment::Drop || known.treatment == Treatment::Unwrap;
    if (is_left_out || m_tree.empty() || !is_single(*m_tree[m_tree.open_node()].element, known))
        return false;
    return !m_standing.emplace(m_tree.open_node(), &known).second;
}

// What a workbook says of cells it says in parts of its own.
bool PartReader::belongs(Space space) const
{
    if (m_build.options.kind == DocumentKind::Workbook
        && (space == Space::Sheet) != is_sheet_part(m_output.kind))
        return false;
    return Vocabulary::is_declared(space, m_build.options.kind);
}

// ECMA-376 part 3: the first choice whose every requirement we know, else the fallback.
void PartReader::alternatives(pugi::xml_node node)
{
    for (auto child : node.children()) {
        if (child.type() != pugi::node_element)
            continue;
        auto mark = m_scopes.enter(child);
        auto name = m_scopes.element(child.name());
        bool takes = name.space == Space::Compatibility && name.local == "Fallback";
        if (name.space == Space::Compatibility && name.local == "Choice") {
            std::string_view required = child.attribute("Requires").value();
            takes = !required.empty();
            while (!required.empty()) {
                auto end = std::min(required.find(' '), required.size());
                auto prefix = required.substr(0, end);
                required.remove_prefix(std::min(end + 1, required.size()));
                auto space = m_scopes.of_prefix(prefix);
                if (!prefix.empty() && !Vocabulary::is_declared(space, m_build.options.kind))
                    takes = false;
            }
        }
        if (takes)
            contents(child);
        m_scopes.leave(mark);
        if (takes)
            return;
    }
    if (!node.find_child([](pugi::xml_node one) { return one.type() == pugi::node_element; })
             .empty())
        m_build.account.count("unknown-element");
}

void PartReader::drop(const Element& known)
{
    if (!known.counted.empty())
        m_build.account.count(known.counted);
}

void PartReader::unwrap(pugi::xml_node node, const Element& known)
{
    drop(known);
    contents(node);
}

bool PartReader::take_attributes(pugi::xml_node node, const Element& known, Taken& taken)
{
    if (node.first_attribute())
        taken.reserve(known.attributes.size());
    for (auto one = node.first_attribute(); one; one = one.next_attribute()) {
        auto name = m_scopes.attribute(one.name());
        const auto* rule = known.attribute(name.space, name.local);
        if (!rule)
            continue;
        std::string_view value = one.value();
        if (fits(rule->value, value)
            && (known.space == Space::Chart || m_build.options.kind != DocumentKind::Presentation
                || is_bounded(rule->value, value)))
            taken.emplace_back(rule, value);
    }
    return std::ranges::all_of(known.attributes, [&](const AttributeRule& rule) {
        return !rule.required || rule.value == Value::Relationship
            || std::ranges::any_of(taken, [&](const auto& one) { return one.first == &rule; });
    });
}

void PartReader::open(const Element& known, const Taken& taken)
{
    m_tree.open(known);
    for (const auto& [rule, value] : taken)
        m_tree.attribute(*rule, value);
}

std::string_view PartReader::attribute(
    pugi::xml_node node, Space space, std::string_view local) const
{
    for (auto one = node.first_attribute(); one; one = one.next_attribute()) {
        auto name = m_scopes.attribute(one.name());
        if (name.space == space && name.local == local)
            return one.value();
    }
    return {};
}

std::string_view PartReader::text_of(pugi::xml_node node)
{
    auto first = node.first_child();
    if (first && !first.next_sibling())
        return first.type() == pugi::node_element ? std::string_view() : first.value();
    std::string all;
    for (auto child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            all += child.value();
    }
    return m_tree.keep(std::move(all));
}

void PartReader::keep(pugi::xml_node node, const Element& known)
{
    Taken taken;
    if (!take_attributes(node, known, taken)) {
        m_build.account.count("unknown-element");
        return;
    }
    if (known.text != Value::None) {
        auto text = text_of(node);
        bool is_range = known.text == Value::CellRange;
        if (is_range && m_build.options.kind == DocumentKind::Workbook)
            text = m_tree.keep(chart_range(text));
        else if (!text.empty() && !fits(known.text, text)) {
            m_build.account.count("unknown-element");
            return;
        }
        open(known, taken);
        m_tree.text(text);
    } else {
        open(known, taken);
        contents(node);
    }
    m_tree.close();
}

void PartReader::special(pugi::xml_node node, const Element& known)
{
    bool done = known.space == Space::Word ? special_of_text(node, known)
        : known.space == Space::Sheet || known.space == Space::SheetDrawing
        ? special_of_sheets(node, known)
        : known.space == Space::Show ? special_of_shows(node, known)
                                     : false;
    if (!done && !special_of_drawings(node, known))
        drop(known);
}

}
