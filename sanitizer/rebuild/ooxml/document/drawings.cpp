// SPDX-License-Identifier: MIT
// Drawings: what they show is a picture, a chart, or shapes of the vocabulary; all else is left
// out.
#include "sanitizer/rebuild/ooxml/document/reader.h"

#include <algorithm>

namespace rebuild_ooxml {

bool PartReader::special_of_drawings(pugi::xml_node node, const Element& known)
{
    const auto& name = known.name;
    if (known.space == Space::Word && name == "drawing")
        drawing(node, known);
    else if (known.space == Space::Word && (name == "pict" || name == "object"))
        vector_markup(node);
    else if (name == "graphicData")
        graphic_data(node, known);
    else if (name == "blip")
        blip(node, known);
    else if (name == "chart")
        chart(node, known);
    else if (name == "docPr" || name == "cNvPr")
        properties(node, known);
    else if (name == "fld")
        text_field(node, known);
    else if (name == "hlinkClick" && m_build.options.kind == DocumentKind::Presentation)
        click(node, known);
    else if (name.starts_with("hlink"))
        lose_click(node);
    else if (name == "stCxn" || name == "endCxn")
        connection(node, known);
    else
        return false;
    return true;
}

void PartReader::drawing(pugi::xml_node node, const Element& known)
{
    auto outer = m_drawn;
    m_drawn = false;
    auto index = m_tree.open(known);
    contents(node);
    m_tree.close();
    if (!m_drawn) {
        m_tree[index].removed = true;
        m_build.account.count("drawing");
    }
    m_drawn = outer;
}

static constexpr std::string_view table_uri
    = "http://schemas.openxmlformats.org/drawingml/2006/table";
static constexpr std::string_view strict_table_uri = "http://purl.oclc.org/ooxml/drawingml/table";

// The address of the kind of content, as written, is read only to be compared.
void PartReader::graphic_data(pugi::xml_node node, const Element& known)
{
    auto uri = attribute(node, Space::None, "uri");
    auto space = Vocabulary::space_of(uri);
    bool is_table = m_build.options.kind == DocumentKind::Presentation
        && (uri == table_uri || uri == strict_table_uri);
    bool shows = space == Space::Picture || space == Space::Chart || space == Space::WordShape
        || space == Space::WordGroup || space == Space::WordCanvas;
    if (!is_table && (!shows || !Vocabulary::is_declared(space, m_build.options.kind))) {
        if (m_build.options.kind == DocumentKind::Word)
            m_drawn = diagram(node) || m_drawn;
        return;
    }
    auto index = m_tree.open(known);
    m_tree.attribute(known.attributes[0], is_table ? table_uri : Vocabulary::uri_of(space));
    contents(node);
    m_tree.close();
    auto first = m_tree[index].first;
    auto expected = is_table ? Space::Drawing : space;
    m_drawn = m_drawn || (first != Tree::none && m_tree[first].element->space == expected);
}

std::string PartReader::picture_target(std::string_view id)
{
    const auto* found = find(m_relationships, id);
    std::string part;
    if (found && found->mode == TargetMode::External)
        m_build.account.count("external-link");
    else if (found && found->type == "image")
        part = found->target;
    auto target = m_build.pictures.target(m_build.package, part);
    if (target.taken == Pictures::Taken::Replaced)
        m_build.account.count("unreadable-picture");
    return m_output.link(Link::Image, target.name);
}

void PartReader::blip(pugi::xml_node node, const Element& known)
{
    auto id = attribute(node, Space::Relation, "embed");
    if (!attribute(node, Space::Relation, "link").empty())
        m_build.account.count("external-link");
    Taken taken;
    take_attributes(node, known, taken);
    auto target = picture_target(id);
    open(known, taken);
    m_tree.attribute(*known.attribute(Space::Relation, "embed"), m_tree.keep(std::move(target)));
    contents(node);
    m_tree.close();
}

// Within graphicData it names the chart's part; within that part it is the chart.
void PartReader::chart(pugi::xml_node node, const Element& known)
{
    if (m_output.kind == PartKind::Chart)
        return keep(node, known);
    const auto* found = find(m_relationships, attribute(node, Space::Relation, "id"));
    if (!found || found->type != "chart" || found->mode != TargetMode::Internal) {
        m_build.account.count("unknown-part");
        return;
    }
    auto part = m_build.part(PartKind::Chart, found->target);
    if (auto* refused = std::get_if<Refused>(&part))
        return refuse(*refused);
    auto id = m_output.link(Link::Chart, std::get<std::string>(part));
    m_tree.open(known);
    m_tree.attribute(*known.attribute(Space::Relation, "id"), m_tree.keep(std::move(id)));
    m_tree.close();
}

void PartReader::name_shape(std::string was, std::string number)
{
    if (m_shapes.emplace(was, std::move(number)).second)
        m_shape_order.push_back(std::move(was));
}

// A link on a shape or on words, to whose element it can no longer be put.
void PartReader::lose_click(pugi::xml_node node)
{
    const auto* found = find(m_relationships, attribute(node, Space::Relation, "id"));
    bool leads = found && found->mode == TargetMode::External;
    m_build.account.lose_link(leads ? found->target : std::string_view(),
        attribute(node, Space::None, "action").empty() ? "hyperlink" : "action");
}

void PartReader::lose_clicks(pugi::xml_node properties)
{
    for (const char* name : { "hlinkClick", "hlinkHover", "hlinkMouseOver" })
        each(m_scopes, properties, Space::Drawing, name,
            [&](pugi::xml_node one) { lose_click(one); });
}

void PartReader::properties(pugi::xml_node node, const Element& known)
{
    open_properties(node, known);
    contents(node);
    m_tree.close();
}

// Numbers and names of drawings are ours; what they tell a reader who cannot see stays.
void PartReader::open_properties(pugi::xml_node node, const Element& known)
{
    auto number = std::to_string(m_build.next_drawing());
    auto name = "Drawing " + number;
    if (known.space == Space::Show)
        name_shape(std::string(attribute(node, Space::None, "id")), number);
    m_tree.open(known);
    m_tree.attribute(*known.attribute(Space::None, "id"), m_tree.keep(std::move(number)));
    m_tree.attribute(*known.attribute(Space::None, "name"), m_tree.keep(std::move(name)));
    for (auto wanted : { "descr", "title", "hidden" }) {
        const auto* rule = known.attribute(Space::None, wanted);
        auto value = attribute(node, Space::None, wanted);
        if (!value.empty() && fits(rule->value, value))
            m_tree.attribute(*rule, value);
    }
}

// A field in a shape's text: a slide's number, or its last result as a run.
void PartReader::text_field(pugi::xml_node node, const Element& known)
{
    auto type = attribute(node, Space::None, "type");
    if (m_build.options.kind == DocumentKind::Presentation && type == "slidenum") {
        m_tree.open(known);
        m_tree.attribute(
            *known.attribute(Space::None, "id"), "{7A6F3C52-9B1D-4E08-A5C7-2D41F0E68B93}");
        m_tree.attribute(*known.attribute(Space::None, "type"), type);
    } else {
        m_build.account.count("active-field");
        m_tree.open(m_build.words.known(Space::Drawing, "r"));
    }
    for (auto child : node.children()) {
        if (child.type() != pugi::node_element)
            continue;
        auto mark = m_scopes.enter(child);
        auto name = m_scopes.element(child.name());
        if (name.space == Space::Drawing && (name.local == "rPr" || name.local == "t"))
            element(child);
        m_scopes.leave(mark);
    }
    m_tree.close();
}

}
