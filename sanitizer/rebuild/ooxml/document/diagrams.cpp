// SPDX-License-Identifier: MIT
// SmartArt, as a group of the shapes that Office drew of it last: they look the same, and hold its
// words.
#include "sanitizer/rebuild/ooxml/document/diagrams.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace rebuild_ooxml {

// One drawing may be shown in many places.
static constexpr std::uint64_t most_diagram_bytes = 32 << 20;

static std::int64_t number_of(pugi::xml_node node, const char* attribute)
{
    constexpr std::int64_t largest = 100'000'000; // EMU: some ten metres.
    std::string_view text = node.attribute(attribute).value();
    std::int64_t number = 0;
    auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool sound = error == std::errc() && rest == text.data() + text.size();
    return sound && number >= -largest && number <= largest ? number : 0;
}

// Drawings of diagrams stand in the middle of their frames.
static DiagramDrawing::Box frame_around(pugi::xml_node shapes)
{
    constexpr auto none = std::numeric_limits<std::int64_t>::max();
    std::int64_t left = none;
    std::int64_t top = none;
    std::int64_t right = 0;
    std::int64_t bottom = 0;
    for (auto shape : shapes.children()) {
        auto placed = first_named(first_named(shape, "spPr"), "xfrm");
        auto from = first_named(placed, "off");
        auto size = first_named(placed, "ext");
        if (!from || !size)
            continue;
        left = std::min(left, number_of(from, "x"));
        top = std::min(top, number_of(from, "y"));
        right = std::max(right, number_of(from, "x") + number_of(size, "cx"));
        bottom = std::max(bottom, number_of(from, "y") + number_of(size, "cy"));
    }
    if (left == none)
        return {};
    return { 0, 0, std::max<std::int64_t>(left + right, 1),
        std::max<std::int64_t>(top + bottom, 1) };
}

// As its frame says: of a slide's in its own place, of a text's in the place around it.
static DiagramDrawing::Frame frame_of(pugi::xml_node frame)
{
    auto place = first_named(frame, "xfrm");
    auto from = first_named(place, "off");
    auto size = place ? first_named(place, "ext") : first_named(frame.parent().parent(), "extent");
    return { { number_of(from, "x"), number_of(from, "y"), number_of(size, "cx"),
                 number_of(size, "cy") },
        first_named(first_named(frame, "nvGraphicFramePr"), "cNvPr") };
}

bool PartReader::diagram(pugi::xml_node frame)
{
    auto ids = frame.find_node([](pugi::xml_node one) { return local_name(one) == "relIds"; });
    std::string_view data;
    for (auto one : ids.attributes()) {
        if (local_name(one) == "dm")
            data = one.value();
    }
    auto part = m_build.diagrams.drawing(m_relationships, data);
    if (!part)
        return false;
    m_build.diagram_bytes += m_build.package.size(*part);
    if (m_build.diagram_bytes > most_diagram_bytes) {
        refuse({ Why::Limit, "more diagrams than allowed" });
        return true;
    }
    auto bytes = m_build.package.part(*part);
    auto related = relationships_of(m_build.package, *part);
    if (auto* refused = std::get_if<Refused>(&bytes))
        return refuse(*refused), true;
    if (auto* refused = std::get_if<Refused>(&related))
        return refuse(*refused), true;
    auto parsed = parse(m_tree.hold(std::move(std::get<base::Bytes>(bytes))));
    if (auto* refused = std::get_if<Refused>(&parsed))
        return refuse(*refused), true;
    DiagramDrawing drawing(m_build, m_output, std::get<Relationships>(related), m_tree);
    {
        Account::Within there(m_build.account, m_build.package.place(*part));
        if (!drawing.draw(std::get<0>(parsed)->document_element(), frame_of(frame)))
            return false;
        m_build.account.count("diagram");
    }
    if (drawing.refused())
        refuse(*drawing.refused());
    for (auto space : { Space::Show, Space::SheetDrawing })
        each(m_scopes, frame, space, "nvGraphicFramePr", [&](pugi::xml_node list) {
            each(m_scopes, list, space, "cNvPr", [&](pugi::xml_node one) { lose_clicks(one); });
        });
    return true;
}

// False: it shows nothing.
bool DiagramDrawing::draw(pugi::xml_node root, Frame frame)
{
    m_scopes.enter(root);
    bool drawn = false;
    each(m_scopes, root, Space::Diagram, "spTree", [&](pugi::xml_node shapes) {
        if (drawn || !first_named(shapes, "sp"))
            return;
        auto around = frame_around(shapes);
        auto& place = frame.place;
        if (place.width <= 0 || place.height <= 0)
            place = around;
        if (m_build.options.kind == DocumentKind::Word) {
            place.x = place.y = 0;
            make(Space::Drawing, "graphicData",
                { { "uri", std::string(Vocabulary::uri_of(Space::WordGroup)) } });
        }
        write_group(shapes, &frame);
        if (m_build.options.kind == DocumentKind::Word)
            m_tree.close();
        drawn = true;
    });
    return drawn;
}

Space DiagramDrawing::space_of_groups() const
{
    switch (m_build.options.kind) {
    case DocumentKind::Word: return Space::WordGroup;
    case DocumentKind::Workbook: return Space::SheetDrawing;
    case DocumentKind::Presentation: break;
    }
    return Space::Show;
}

void DiagramDrawing::write_identity(pugi::xml_node shape, Space space, std::string_view kind)
{
    const auto& known = m_build.words.known(space, "cNvPr");
    bool found = false;
    each(m_scopes, shape, Space::Diagram, kind, [&](pugi::xml_node list) {
        each(m_scopes, list, Space::Diagram, "cNvPr", [&](pugi::xml_node one) {
            if (!std::exchange(found, true))
                properties(one, known);
        });
    });
    if (!found)
        properties({}, known);
}

// In a text it stands in what it describes, else in a list of its own. Of the outermost group the
// frame says what there is to say.
void DiagramDrawing::write_description(pugi::xml_node shape, Space space, std::string_view list,
    std::string_view properties, const Frame* frame)
{
    bool in_list = space_of_groups() != Space::WordGroup;
    if (in_list)
        make(space, list);
    if (frame) {
        open_properties(frame->properties, m_build.words.known(space, "cNvPr"));
        m_tree.close();
    } else {
        write_identity(shape, space, list);
    }
    make(space, properties);
    m_tree.close();
    if (space == Space::Show) {
        make(space, "nvPr");
        m_tree.close();
    }
    if (in_list)
        m_tree.close();
}

// `frame`: of the outermost group, which says nothing of its place itself.
void DiagramDrawing::write_group(pugi::xml_node group, const Frame* frame)
{
    auto space = space_of_groups();
    bool is_outermost_in_text = space == Space::WordGroup && frame;
    make(space, is_outermost_in_text ? "wgp" : "grpSp");
    if (is_outermost_in_text) {
        make(space, "cNvGrpSpPr");
        m_tree.close();
    } else {
        write_description(group, space, "nvGrpSpPr", "cNvGrpSpPr", frame);
    }
    make(space, "grpSpPr");
    if (frame)
        write_place(frame->place);
    else
        each(m_scopes, group, Space::Diagram, "grpSpPr",
            [&](pugi::xml_node properties) { contents(properties); });
    m_tree.close();
    for (auto child : group.children()) {
        auto mark = m_scopes.enter(child);
        auto name = m_scopes.element(child.name());
        if (name.space == Space::Diagram && name.local == "sp")
            write_shape(child);
        else if (name.space == Space::Diagram && name.local == "grpSp")
            write_group(child, nullptr);
        m_scopes.leave(mark);
    }
    m_tree.close();
}

void DiagramDrawing::write_place(const Box& box)
{
    auto pair = [&](std::string_view name, std::string_view first, std::int64_t one,
                    std::string_view second, std::int64_t other) {
        make(Space::Drawing, name,
            { { first, std::to_string(one) }, { second, std::to_string(other) } });
        m_tree.close();
    };
    make(Space::Drawing, "xfrm");
    pair("off", "x", box.x, "y", box.y);
    pair("ext", "cx", box.width, "cy", box.height);
    pair("chOff", "x", 0, "y", 0);
    pair("chExt", "cx", box.width, "cy", box.height);
    m_tree.close();
}

void DiagramDrawing::write_shape(pugi::xml_node shape)
{
    auto space = space_of_groups();
    bool in_text = space == Space::WordGroup;
    if (in_text)
        space = Space::WordShape;
    make(space, in_text ? "wsp" : "sp");
    write_description(shape, space, "nvSpPr", "cNvSpPr");
    auto part = [&](std::string_view name) {
        bool found = false;
        each(m_scopes, shape, Space::Diagram, name, [&](pugi::xml_node one) {
            if (!std::exchange(found, true))
                keep(one, m_build.words.known(space, name));
        });
        return found;
    };
    if (!part("spPr")) {
        make(space, "spPr");
        m_tree.close();
    }
    part("style");
    if (in_text)
        write_text_box(shape);
    else
        part("txBody");
    m_tree.close();
}

}
