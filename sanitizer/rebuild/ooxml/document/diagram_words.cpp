// SPDX-License-Identifier: MIT
// Words of a diagram in a text document: paragraphs of DrawingML become the text's own.
#include "sanitizer/rebuild/ooxml/document/diagrams.h"

#include <algorithm>
#include <array>

namespace rebuild_ooxml {

void DiagramDrawing::make_word(std::string_view name,
    std::initializer_list<std::pair<std::string_view, std::string>> attributes)
{
    const auto& known = m_build.words.known(Space::Word, name);
    m_tree.open(known);
    for (const auto& [local, value] : attributes) {
        const auto* rule = known.attribute(Space::Word, local);
        if (rule && fits(rule->value, value))
            m_tree.attribute(*rule, m_tree.keep(value));
    }
}

// Of a colour of DrawingML; a theme's goes by another name in a text.
DiagramDrawing::Colour DiagramDrawing::colour_in(pugi::xml_node parent)
{
    struct Named {
        std::string_view scheme;
        Colour colour;
    };
    static constexpr Named named[] = {
        { "lt1", { "FFFFFF", "background1" } },
        { "bg1", { "FFFFFF", "background1" } },
        { "dk1", { "000000", "text1" } },
        { "tx1", { "000000", "text1" } },
        { "lt2", { "auto", "background2" } },
        { "bg2", { "auto", "background2" } },
        { "dk2", { "auto", "text2" } },
        { "tx2", { "auto", "text2" } },
        { "accent1", { "auto", "accent1" } },
        { "accent2", { "auto", "accent2" } },
        { "accent3", { "auto", "accent3" } },
        { "accent4", { "auto", "accent4" } },
        { "accent5", { "auto", "accent5" } },
        { "accent6", { "auto", "accent6" } },
    };
    for (auto child : parent.children()) {
        std::string_view value = child.attribute("val").value();
        if (local_name(child) == "srgbClr")
            return { value, {} };
        const auto* found = std::ranges::find(named, value, &Named::scheme);
        if (local_name(child) == "schemeClr" && found != std::end(named))
            return found->colour;
    }
    return {};
}

void DiagramDrawing::write_text_box(pugi::xml_node shape)
{
    Colour colour; // Of the shape's style, where a run has none of its own.
    each(m_scopes, shape, Space::Diagram, "style", [&](pugi::xml_node style) {
        each(m_scopes, style, Space::Drawing, "fontRef",
            [&](pugi::xml_node font) { colour = colour_in(font); });
    });
    const auto& body = m_build.words.known(Space::WordShape, "bodyPr");
    bool has_body = false;
    each(m_scopes, shape, Space::Diagram, "txBody", [&](pugi::xml_node text) {
        if (std::exchange(has_body, true))
            return;
        make(Space::WordShape, "txbx");
        make_word("txbxContent");
        each(m_scopes, text, Space::Drawing, "p",
            [&](pugi::xml_node one) { write_paragraph(one, colour); });
        m_tree.close();
        m_tree.close();
        bool found = false;
        each(m_scopes, text, Space::Drawing, "bodyPr", [&](pugi::xml_node one) {
            if (!std::exchange(found, true))
                keep(one, body);
        });
        has_body = found;
    });
    if (!has_body) {
        m_tree.open(body);
        m_tree.close();
    }
}

void DiagramDrawing::write_paragraph(pugi::xml_node paragraph, Colour colour)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> sides {
        { { "l", "left" }, { "ctr", "center" }, { "r", "right" }, { "just", "both" } }
    };
    make_word("p");
    make_word("pPr");
    make_word("spacing", { { "before", "0" }, { "after", "0" } });
    m_tree.close();
    each(m_scopes, paragraph, Space::Drawing, "pPr", [&](pugi::xml_node one) {
        std::string_view side = one.attribute("algn").value();
        for (auto [name, word] : sides) {
            if (name != side)
                continue;
            make_word("jc", { { "val", std::string(word) } });
            m_tree.close();
        }
    });
    m_tree.close();
    for (auto child : paragraph.children()) {
        auto mark = m_scopes.enter(child);
        auto name = m_scopes.element(child.name());
        bool is_words = name.local == "r" || name.local == "fld";
        if (name.space == Space::Drawing && (is_words || name.local == "br")) {
            if (name.local == "fld")
                m_build.account.count("active-field");
            write_run(child, colour);
        }
        m_scopes.leave(mark);
    }
    m_tree.close();
}

// Of a break, too.
void DiagramDrawing::write_run(pugi::xml_node run, Colour colour)
{
    make_word("r");
    make_word("rPr");
    auto properties = first_named(run, "rPr");
    for (const char* name : { "b", "i" }) {
        if (properties.attribute(name).as_bool()) {
            make_word(name);
            m_tree.close();
        }
    }
    if (auto own = colour_in(first_named(properties, "solidFill")); !own.value.empty())
        colour = own;
    if (fits(Value::Hex, colour.value)) {
        make_word("color",
            { { "val", std::string(colour.value) }, { "themeColor", std::string(colour.theme) } });
        m_tree.close();
    }
    constexpr unsigned largest = 400'000; // Hundredths of a point (20.1.10.72).
    if (auto size = properties.attribute("sz").as_uint(); size > 0 && size <= largest) {
        for (const char* name : { "sz", "szCs" }) {
            make_word(name, { { "val", std::to_string(std::max(size / 50, 2u)) } });
            m_tree.close();
        }
    }
    m_tree.close();
    each(m_scopes, run, Space::Drawing, "rPr", [&](pugi::xml_node one) { lose_clicks(one); });
    auto mark = m_scopes.enter(run);
    if (m_scopes.element(run.name()).local == "br") {
        make_word("br");
        m_tree.close();
    }
    m_scopes.leave(mark);
    const auto& words = m_build.words.known(Space::Word, "t");
    each(m_scopes, run, Space::Drawing, "t", [&](pugi::xml_node one) {
        m_tree.open(words);
        m_tree.attribute(*words.attribute(Space::Xml, "space"), "preserve");
        m_tree.text(text_of(one));
        m_tree.close();
    });
    m_tree.close();
}

}
