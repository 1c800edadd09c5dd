// SPDX-License-Identifier: MIT
// VML (ECMA-376 part 4) and embedded objects: only the picture that stands for them, and the text
// of their text boxes, drawn anew in DrawingML.
#include "sanitizer/rebuild/ooxml/document/reader.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rebuild_ooxml {

static constexpr std::uint64_t emu_per_point = 12'700;
static constexpr double largest_points = 2'000; // No page is larger.
static constexpr std::uint64_t usual = 144 * emu_per_point;

// "width:100pt;height:1.5in": CSS as VML uses it.
static std::uint64_t length_in(std::string_view style, std::string_view property)
{
    while (!style.empty()) {
        auto end = std::min(style.find(';'), style.size());
        auto one = style.substr(0, end);
        style.remove_prefix(std::min(end + 1, style.size()));
        while (one.starts_with(' '))
            one.remove_prefix(1);
        if (!one.starts_with(property) || !one.substr(property.size()).starts_with(':'))
            continue;
        one.remove_prefix(property.size() + 1);
        double number = 0;
        auto [rest, error] = std::from_chars(one.data(), one.data() + one.size(), number);
        if (error != std::errc())
            return 0;
        auto unit = one.substr(static_cast<std::size_t>(rest - one.data()));
        static constexpr std::array<std::pair<std::string_view, double>, 6> points { { { "pt", 1 },
            { "in", 72 }, { "cm", 28.3465 }, { "mm", 2.83465 }, { "px", 0.75 }, { "pc", 12 } } };
        for (auto [name, factor] : points) {
            if (unit.starts_with(name))
                number *= factor;
        }
        if (!(number > 0 && number <= largest_points))
            return 0;
        return static_cast<std::uint64_t>(number * 100) * (emu_per_point / 100);
    }
    return 0;
}

void PartReader::vector_markup(pugi::xml_node node)
{
    auto outer = m_found;
    m_found = 0;
    vector_parts(node, { usual, usual });
    if (m_found == 0)
        m_build.account.count("vector-picture");
    m_found = outer;
}

void PartReader::vector_parts(pugi::xml_node node, Size around)
{
    for (auto child : node.children()) {
        if (child.type() != pugi::node_element)
            continue;
        auto mark = m_scopes.enter(child);
        auto name = m_scopes.element(child.name());
        std::string_view style = child.attribute("style").value();
        Size size { length_in(style, "width"), length_in(style, "height") };
        if (size.width == 0 || size.height == 0)
            size = around;
        if (name.space == Space::Vml && name.local == "imagedata")
            inline_picture(attribute(child, Space::Relation, "id"), size);
        else if (name.space == Space::Vml && name.local == "textbox")
            inline_text_box(child, size);
        else if (name.local == "OLEObject")
            m_build.account.count("embedded-object");
        else if (name.space == Space::Word && name.local == "control")
            m_build.account.count("activex-control");
        else if (name.space == Space::Word && name.local == "drawing")
            ++m_found, element(child);
        else
            vector_parts(child, size);
        m_scopes.leave(mark);
    }
}

void PartReader::make(Space space, std::string_view name,
    std::initializer_list<std::pair<std::string_view, std::string>> attributes)
{
    const auto& known = m_build.words.known(space, name);
    m_tree.open(known);
    for (const auto& [local, value] : attributes) {
        const auto* rule = known.attribute(Space::None, local);
        if (rule)
            m_tree.attribute(*rule, m_tree.keep(value));
    }
}

void PartReader::begin_inline(Size size, Space content)
{
    auto number = std::to_string(m_build.next_drawing());
    ++m_found;
    make(Space::Word, "drawing");
    make(Space::Placement, "inline",
        { { "distT", "0" }, { "distB", "0" }, { "distL", "0" }, { "distR", "0" } });
    make(Space::Placement, "extent",
        { { "cx", std::to_string(size.width) }, { "cy", std::to_string(size.height) } });
    m_tree.close();
    make(Space::Placement, "docPr", { { "id", number }, { "name", "Drawing " + number } });
    m_tree.close();
    make(Space::Drawing, "graphic");
    make(Space::Drawing, "graphicData", { { "uri", std::string(Vocabulary::uri_of(content)) } });
    if (content == Space::WordShape) {
        make(content, "wsp");
        make(content, "cNvSpPr", { { "txBox", "1" } });
        m_tree.close();
    } else {
        make(content, "pic");
        make(content, "nvPicPr");
        make(content, "cNvPr", { { "id", number }, { "name", "Drawing " + number } });
        m_tree.close();
        make(content, "cNvPicPr");
        m_tree.close();
        m_tree.close();
    }
}

void PartReader::end_inline()
{
    for (int i = 0; i < 5; ++i)
        m_tree.close();
}

void PartReader::make_rectangle(Space space, Size size)
{
    make(space, "spPr");
    make(Space::Drawing, "xfrm");
    make(Space::Drawing, "off", { { "x", "0" }, { "y", "0" } });
    m_tree.close();
    make(Space::Drawing, "ext",
        { { "cx", std::to_string(size.width) }, { "cy", std::to_string(size.height) } });
    m_tree.close();
    m_tree.close();
    make(Space::Drawing, "prstGeom", { { "prst", "rect" } });
    m_tree.close();
    m_tree.close();
}

void PartReader::inline_picture(std::string_view relationship, Size size)
{
    auto target = picture_target(relationship);
    begin_inline(size, Space::Picture);
    make(Space::Picture, "blipFill");
    const auto& blip = m_build.words.known(Space::Drawing, "blip");
    m_tree.open(blip);
    m_tree.attribute(*blip.attribute(Space::Relation, "embed"), m_tree.keep(std::move(target)));
    m_tree.close();
    make(Space::Drawing, "stretch");
    make(Space::Drawing, "fillRect");
    m_tree.close();
    m_tree.close();
    m_tree.close();
    make_rectangle(Space::Picture, size);
    end_inline();
}

void PartReader::inline_text_box(pugi::xml_node box, Size size)
{
    begin_inline(size, Space::WordShape);
    make_rectangle(Space::WordShape, size);
    make(Space::WordShape, "txbx");
    contents(box);
    m_tree.close();
    make(Space::WordShape, "bodyPr");
    m_tree.close();
    end_inline();
}

}
