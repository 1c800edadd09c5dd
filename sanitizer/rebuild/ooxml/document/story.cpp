// SPDX-License-Identifier: MIT
// What needs more than a table in the text itself: fields, links, notes, headers, tracked rows.
#include "sanitizer/rebuild/ooxml/document/reader.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"

#include <algorithm>

namespace rebuild_ooxml {

bool PartReader::special_of_text(pugi::xml_node node, const Element& known)
{
    const auto& name = known.name;
    auto& document = m_build.known;
    if (name == "tr")
        row(node, known);
    else if (name == "fldChar" || name == "instrText")
        instruction(node, known);
    else if (name == "fldSimple")
        simple_field(node, known);
    else if (name == "hyperlink")
        hyperlink(node, known);
    else if (name == "headerReference")
        story(node, known, PartKind::Header, Link::Header);
    else if (name == "footerReference")
        story(node, known, PartKind::Footer, Link::Footer);
    else if (name == "footnote")
        note(node, known, document.footnotes);
    else if (name == "endnote")
        note(node, known, document.endnotes);
    else if (name == "comment")
        note(node, known, document.comments);
    else if (name == "footnoteReference")
        reference(node, known, document.footnotes);
    else if (name == "endnoteReference")
        reference(node, known, document.endnotes);
    else if (name.starts_with("comment"))
        reference(node, known, document.comments);
    else
        return false;
    return true;
}

bool PartReader::has_child(pugi::xml_node node, Space space, std::string_view local)
{
    for (auto child : node.children()) {
        if (child.type() != pugi::node_element)
            continue;
        auto mark = m_scopes.enter(child);
        auto name = m_scopes.element(child.name());
        m_scopes.leave(mark);
        if (name.space == space && name.local == local)
            return true;
    }
    return false;
}

// A row that was deleted while changes were tracked is gone, as every other deletion is.
void PartReader::row(pugi::xml_node node, const Element& known)
{
    for (auto child : node.children()) {
        if (child.type() != pugi::node_element)
            continue;
        auto mark = m_scopes.enter(child);
        auto name = m_scopes.element(child.name());
        bool deleted = name.space == Space::Word && name.local == "trPr"
            && has_child(child, Space::Word, "del");
        m_scopes.leave(mark);
        if (deleted) {
            m_build.account.count("tracked-change");
            return;
        }
    }
    keep(node, known);
}

// Both are settled afterwards, when the whole story is there (settle_fields).
void PartReader::instruction(pugi::xml_node node, const Element& known)
{
    Taken taken;
    if (!take_attributes(node, known, taken)) {
        m_build.account.count("unknown-element");
        return;
    }
    if (known.name == "instrText") {
        m_tree.open(known);
        m_tree.attribute(known.attributes[0], "preserve");
        m_tree.text(text_of(node));
    } else {
        open(known, taken);
    }
    m_tree.close();
}

void PartReader::simple_field(pugi::xml_node node, const Element& known)
{
    auto clean
        = clean_instruction(attribute(node, Space::Word, "instr"), m_build.options.hyperlinks);
    if (!clean) {
        m_build.account.count("active-field");
        contents(node);
        return;
    }
    m_tree.open(known);
    m_tree.attribute(known.attributes[0], m_tree.keep(std::move(*clean)));
    contents(node);
    m_tree.close();
}

void PartReader::hyperlink(pugi::xml_node node, const Element& known)
{
    auto& account = m_build.account;
    Taken taken;
    take_attributes(node, known, taken);
    auto id = attribute(node, Space::Relation, "id");
    bool anchored = false;
    for (auto name : { "anchor", "tooltip" }) {
        const auto* rule = known.attribute(Space::Word, name);
        bool given = !attribute(node, Space::Word, name).empty();
        bool kept = std::ranges::any_of(taken, [&](const auto& one) { return one.first == rule; });
        if (given && !kept)
            account.count("link-words");
        anchored = anchored || (given && kept && rule->name == "anchor");
    }
    std::string link;
    if (!id.empty()) {
        const auto* found = find(m_relationships, id);
        auto address = found && found->type == "hyperlink" && found->mode == TargetMode::External
                && m_build.options.hyperlinks == Hyperlinks::Keep
            ? clean_link(found->target)
            : std::nullopt;
        if (!address) {
            account.lose_link(found ? found->target : std::string_view());
            contents(node);
            return;
        }
        link = m_output.link(Link::Hyperlink, *address);
    } else if (!anchored) {
        if (!attribute(node, Space::Word, "anchor").empty())
            account.count("hyperlink");
        contents(node);
        return;
    }
    open(known, taken);
    if (!link.empty())
        m_tree.attribute(*known.attribute(Space::Relation, "id"), m_tree.keep(link));
    contents(node);
    m_tree.close();
}

void PartReader::note(pugi::xml_node node, const Element& known, std::set<std::string>& ids)
{
    const auto& around = *m_tree[m_tree.open_node()].element;
    if (around.name != known.name + 's')
        return; // The settings name the separators, which Word finds without them.
    auto id = std::string(attribute(node, Space::Word, "id"));
    if (!ids.insert(id).second) {
        m_build.account.count("unknown-element");
        return;
    }
    keep(node, known);
}

// Of a note or a comment that is not there, nothing is left.
void PartReader::reference(
    pugi::xml_node node, const Element& known, const std::set<std::string>& ids)
{
    if (ids.contains(std::string(attribute(node, Space::Word, "id"))))
        keep(node, known);
}

void PartReader::story(pugi::xml_node node, const Element& known, PartKind kind, Link link)
{
    const auto* found = find(m_relationships, attribute(node, Space::Relation, "id"));
    auto wanted = kind == PartKind::Header ? "header" : "footer";
    Taken taken;
    if (!found || found->type != wanted || found->mode != TargetMode::Internal
        || !take_attributes(node, known, taken)) {
        m_build.account.count("unknown-part");
        return;
    }
    // A header within a header would build itself for ever.
    if (m_output.kind != PartKind::Document)
        return;
    auto part = m_build.part(kind, found->target);
    if (auto* refused = std::get_if<Refused>(&part))
        return refuse(*refused);
    auto id = m_output.link(link, std::get<std::string>(part));
    open(known, taken);
    m_tree.attribute(*known.attribute(Space::Relation, "id"), m_tree.keep(std::move(id)));
    m_tree.close();
}

}
