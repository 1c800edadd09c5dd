// SPDX-License-Identifier: MIT
// What needs more than a table in presentations: lists of slides, masters and layouts, frames of
// embedded objects, links, connections.
#include "sanitizer/rebuild/ooxml/document/reader.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"

#include <algorithm>
#include <array>

namespace rebuild_ooxml {

bool PartReader::special_of_shows(pugi::xml_node node, const Element& known)
{
    const auto& name = known.name;
    if (name == "sldMasterId")
        listed(node, known, PartKind::Master, Link::Master, "slideMaster");
    else if (name == "sldId")
        listed(node, known, PartKind::Slide, Link::Slide, "slide");
    else if (name == "notesMasterId")
        listed(node, known, PartKind::NotesMaster, Link::NotesMaster, "notesMaster");
    else if (name == "sldLayoutId")
        listed(node, known, PartKind::Layout, Link::Layout, "slideLayout");
    else if (name == "sld")
        slide(node, known);
    else if (name == "spTree")
        shapes(node, known);
    else if (name == "graphicFrame")
        frame(node, known);
    else if (name == "timing")
        timing(node);
    else if (name == "extLst")
        extensions(node);
    else if (name == "cmAuthor")
        comment_author(node, known);
    else if (name == "cm")
        slide_comment(node, known);
    else if (name != "controls") // Read with the tree of shapes.
        return false;
    return true;
}

// A part of the presentation's or of a master's list; numbers are ours.
void PartReader::listed(pugi::xml_node node, const Element& known, PartKind kind, Link link,
    std::string_view relationship)
{
    auto& show = m_build.show;
    const auto* found = find(m_relationships, attribute(node, Space::Relation, "id"));
    if (!found || found->type != relationship || found->mode != TargetMode::Internal
        || !m_build.package.has(found->target)
        || (kind == PartKind::NotesMaster && show.notes_master)) {
        m_build.account.count(kind == PartKind::Slide ? "slide" : "unknown-part");
        return;
    }
    auto name = m_build.later(kind, found->target);
    bool is_new = true;
    std::uint32_t number = 0;
    if (kind == PartKind::Slide) {
        is_new = show.slides.emplace(found->target, name).second;
        number = show.next_slide++;
    } else if (kind == PartKind::NotesMaster) {
        show.notes_master = name;
    } else if (kind == PartKind::Layout) {
        auto master = m_output.name.substr(folder_of(DocumentKind::Presentation).size());
        is_new = show.masters_of_layouts.emplace(found->target, std::move(master)).second;
        number = show.next_master++;
    } else {
        is_new = show.masters.insert(found->target).second;
        number = show.next_master++;
    }
    if (!is_new)
        return refuse({ Why::Malformed, "a slide, a layout or a master that is listed twice" });
    m_tree.open(known);
    if (const auto* rule = known.attribute(Space::None, "id"))
        m_tree.attribute(*rule, m_tree.keep(std::to_string(number)));
    auto id = m_output.link(link, name);
    m_tree.attribute(*known.attribute(Space::Relation, "id"), m_tree.keep(std::move(id)));
    m_tree.close();
}

void PartReader::slide(pugi::xml_node node, const Element& known)
{
    auto shown = attribute(node, Space::None, "show");
    if (shown == "0" || shown == "false" || shown == "off")
        m_build.account.count("hidden-slide");
    keep(node, known);
}

// Controls stand behind the tree; their pictures take their places in it.
void PartReader::shapes(pugi::xml_node node, const Element& known)
{
    m_tree.open(known);
    contents(node);
    for (auto child = node.next_sibling(); child; child = child.next_sibling()) {
        if (child.type() != pugi::node_element)
            continue;
        auto mark = m_scopes.enter(child);
        auto name = m_scopes.element(child.name());
        if (name.space == Space::Show && name.local == "controls") {
            for (auto control : child.children()) {
                if (control.type() != pugi::node_element)
                    continue;
                m_build.account.count("activex-control");
                stand_in(control);
            }
        }
        m_scopes.leave(mark);
    }
    m_tree.close();
}

// The first picture within, of what does not come along itself.
bool PartReader::stand_in(pugi::xml_node node)
{
    auto mark = m_scopes.enter(node);
    auto name = m_scopes.element(node.name());
    bool found = name.space == Space::Show && name.local == "pic";
    if (found) {
        element(node);
    } else {
        for (auto child = node.first_child(); child && !found; child = child.next_sibling())
            found = child.type() == pugi::node_element && stand_in(child);
    }
    m_scopes.leave(mark);
    return found;
}

// A chart, a table or a diagram; of an embedded object its picture, without the frame.
void PartReader::frame(pugi::xml_node node, const Element& known)
{
    if (diagram(node))
        return;
    auto outer = m_drawn;
    m_drawn = false;
    auto shapes_before = m_shape_order.size();
    auto index = m_tree.open(known);
    contents(node);
    m_tree.close();
    if (!m_drawn) {
        m_tree[index].removed = true;
        for (; m_shape_order.size() > shapes_before; m_shape_order.pop_back())
            m_shapes.erase(m_shape_order.back()); // No connector leads to it any more.
        bool stands = stand_in(node);
        bool is_object
            = !node.find_node([](pugi::xml_node one) { return local_name(one) == "oleObj"; })
                   .empty();
        m_build.account.count(stands || is_object ? "embedded-object" : "drawing");
    }
    m_drawn = outer;
}

// The root of every slide's tree of time is there without an animation, too.
void PartReader::timing(pugi::xml_node node)
{
    auto animates = [](pugi::xml_node one) {
        auto name = local_name(one);
        return name == "childTnLst" || name == "bldLst";
    };
    if (node.find_node(animates))
        m_build.account.count("animations");
}

// Of extensions, the sections that slides are put into are what a user would miss.
void PartReader::extensions(pugi::xml_node node)
{
    for (auto list : node.children()) {
        for (auto one : list.children()) {
            if (local_name(one) == "sectionLst")
                m_build.account.count("section");
        }
    }
}

void PartReader::comment_author(pugi::xml_node node, const Element& known)
{
    auto id = std::string(attribute(node, Space::None, "id"));
    if (m_build.known.authors.insert(std::move(id)).second)
        keep(node, known);
    else
        m_build.account.count("unknown-element");
}

void PartReader::slide_comment(pugi::xml_node node, const Element& known)
{
    if (m_build.known.authors.contains(std::string(attribute(node, Space::None, "authorId"))))
        keep(node, known);
    else
        m_build.account.count("comment");
}

// Where a link in a text or on a shape leads in the output. An rId; empty for a jump that
// needs none; nothing: it may not stay.
std::optional<std::string> PartReader::click_target(pugi::xml_node node, std::string_view action)
{
    static constexpr std::array<std::string_view, 4> jumps {
        "ppaction://hlinkshowjump?jump=firstslide", "ppaction://hlinkshowjump?jump=lastslide",
        "ppaction://hlinkshowjump?jump=nextslide", "ppaction://hlinkshowjump?jump=previousslide"
    };
    auto kind = m_output.kind;
    if (kind != PartKind::Slide && kind != PartKind::Layout && kind != PartKind::Master
        && kind != PartKind::Notes)
        return std::nullopt;
    const auto* found = find(m_relationships, attribute(node, Space::Relation, "id"));
    if (action.empty()) {
        auto address = found && found->type == "hyperlink" && found->mode == TargetMode::External
                && m_build.options.hyperlinks == Hyperlinks::Keep
            ? clean_link(found->target)
            : std::nullopt;
        if (address)
            return m_output.link(Link::Hyperlink, *address);
        return std::nullopt;
    }
    if (kind == PartKind::Notes)
        return std::nullopt;
    if (action == "ppaction://hlinksldjump") {
        if (!found || found->type != "slide" || found->mode != TargetMode::Internal)
            return std::nullopt;
        auto slide = m_build.show.slides.find(found->target);
        if (slide == m_build.show.slides.end())
            return std::nullopt;
        return m_output.link(Link::Slide, slide->second);
    }
    if (std::ranges::find(jumps, action) != jumps.end())
        return std::string();
    return std::nullopt;
}

void PartReader::click(pugi::xml_node node, const Element& known)
{
    auto& account = m_build.account;
    auto action = attribute(node, Space::None, "action");
    auto target = click_target(node, action);
    if (has_child(node, Space::Drawing, "snd"))
        account.count("media");
    if (!target)
        return lose_click(node);
    m_tree.open(known);
    m_tree.attribute(*known.attribute(Space::Relation, "id"), m_tree.keep(std::move(*target)));
    if (!action.empty())
        m_tree.attribute(*known.attribute(Space::None, "action"), action);
    auto tooltip = attribute(node, Space::None, "tooltip");
    if (!tooltip.empty() && is_quotable(tooltip))
        m_tree.attribute(*known.attribute(Space::None, "tooltip"), tooltip);
    else if (!tooltip.empty())
        account.count("link-words");
    m_tree.close();
}

// Connections name shapes by numbers, which are others when all is read.
void PartReader::connection(pugi::xml_node node, const Element& known)
{
    Taken taken;
    if (!take_attributes(node, known, taken)) {
        m_build.account.count("unknown-element");
        return;
    }
    m_connections.push_back(m_tree.open(known));
    for (const auto& [rule, value] : taken)
        m_tree.attribute(*rule, value);
    m_tree.close();
}

void PartReader::settle_connections()
{
    for (auto index : m_connections) {
        auto& node = m_tree[index];
        auto number = m_shapes.find(m_tree.value(node, "id"));
        if (number == m_shapes.end())
            node.removed = true;
        else
            m_tree.set(node, "id", number->second);
    }
}

}
