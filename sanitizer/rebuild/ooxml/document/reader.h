// SPDX-License-Identifier: MIT
// One foreign part read into a tree of our own: what the vocabulary knows, and nothing else.
#pragma once

#include "sanitizer/rebuild/ooxml/document/build.h"
#include "sanitizer/rebuild/ooxml/package/xml.h"

namespace rebuild_ooxml {

class PartReader {
public:
    PartReader(Build& build, OutputPart& output, const Relationships& relationships, Tree& tree)
        : m_build(build)
        , m_output(output)
        , m_relationships(relationships)
        , m_tree(tree)
    {
    }

    // Refused: the root is another, or a part that it needs is.
    Outcome<bool> read(pugi::xml_node root, Space, std::string_view local);

protected: // For DiagramDrawing.
    using Taken = std::vector<std::pair<const AttributeRule*, std::string_view>>;

    bool belongs(Space) const;
    void contents(pugi::xml_node);
    void element(pugi::xml_node);
    bool may_stand_here(const Element&) const;
    bool stands_here_already(const Element&);
    void alternatives(pugi::xml_node);
    void keep(pugi::xml_node, const Element&);
    void special(pugi::xml_node, const Element&);
    bool special_of_text(pugi::xml_node, const Element&);
    bool special_of_drawings(pugi::xml_node, const Element&);
    bool special_of_sheets(pugi::xml_node, const Element&);
    bool special_of_shows(pugi::xml_node, const Element&);
    void drop(const Element&);
    void unwrap(pugi::xml_node, const Element&);

    bool take_attributes(pugi::xml_node, const Element&, Taken&);
    void open(const Element&, const Taken&);
    std::string_view attribute(pugi::xml_node, Space, std::string_view local) const;
    std::string_view text_of(pugi::xml_node);
    bool has_child(pugi::xml_node, Space, std::string_view local);

    void row(pugi::xml_node, const Element&);
    void note(pugi::xml_node, const Element&, std::set<std::string>&);
    void reference(pugi::xml_node, const Element&, const std::set<std::string>&);
    void simple_field(pugi::xml_node, const Element&);
    void instruction(pugi::xml_node, const Element&);
    void hyperlink(pugi::xml_node, const Element&);
    void story(pugi::xml_node, const Element&, PartKind, Link);

    void drawing(pugi::xml_node, const Element&);
    void graphic_data(pugi::xml_node, const Element&);
    void blip(pugi::xml_node, const Element&);
    void chart(pugi::xml_node, const Element&);
    void properties(pugi::xml_node, const Element&);
    void open_properties(pugi::xml_node, const Element&);
    void lose_click(pugi::xml_node);
    void lose_clicks(pugi::xml_node properties);
    void text_field(pugi::xml_node, const Element&);

    // Workbooks (workbook/).
    void sheets(const Element&);
    void defined_names(const Element&);
    void workbook_view(pugi::xml_node, const Element&);
    void rows(const Element&);
    void container(pugi::xml_node, const Element&);
    void with_formulas(pugi::xml_node, const Element&);
    void formula(pugi::xml_node, const Element&);
    void threshold(pugi::xml_node, const Element&);
    void cell_link(pugi::xml_node, const Element&);
    void sheet_drawing(pugi::xml_node, const Element&);
    void anchor(pugi::xml_node, const Element&);
    std::string chart_range(std::string_view);
    void worksheet(pugi::xml_node, const Element&);
    void attach_comments(const std::string& source);
    void tell_of_comments(pugi::xml_node sheet, bool any_stays);
    void comments(pugi::xml_node, const Element&);
    std::uint64_t comment_authors(pugi::xml_node);
    void cell_comment(pugi::xml_node, std::uint64_t authors);

    // Presentations (presentation/).
    void listed(pugi::xml_node, const Element&, PartKind, Link, std::string_view relationship);
    void slide(pugi::xml_node, const Element&);
    void shapes(pugi::xml_node, const Element&);
    void frame(pugi::xml_node, const Element&);
    bool stand_in(pugi::xml_node);
    void timing(pugi::xml_node);
    void extensions(pugi::xml_node);
    void comment_author(pugi::xml_node, const Element&);
    void slide_comment(pugi::xml_node, const Element&);
    void click(pugi::xml_node, const Element&);
    std::optional<std::string> click_target(pugi::xml_node, std::string_view action);
    void connection(pugi::xml_node, const Element&);
    void settle_connections();

    bool diagram(pugi::xml_node frame); // SmartArt. False: it is none, or nobody drew it.

    // Legacy drawings [ECMA-376 part 4, VML]: their pictures and text boxes, drawn anew.
    struct Size {
        std::uint64_t width;
        std::uint64_t height;
    }; // In EMU.
    void vector_markup(pugi::xml_node);
    void vector_parts(pugi::xml_node, Size);
    void inline_picture(std::string_view relationship, Size);
    void inline_text_box(pugi::xml_node, Size);
    void begin_inline(Size, Space content);
    void end_inline();
    void make_rectangle(Space, Size);
    void make(Space, std::string_view element,
        std::initializer_list<std::pair<std::string_view, std::string>> attributes = {});

    std::string picture_target(std::string_view relationship);
    void refuse(const Refused& refused)
    {
        if (!m_refused)
            m_refused = refused;
    }

    Build& m_build;
    OutputPart& m_output;
    const Relationships& m_relationships;
    Tree& m_tree;
    Scopes m_scopes;
    std::optional<Refused> m_refused;
    bool m_drawn { false }; // Whether the drawing in hand shows anything.
    bool m_formula_lost { false }; // Of the rule in hand.
    void name_shape(std::string was, std::string number);
    std::map<std::string, std::string, std::less<>> m_shapes; // Their numbers, by what they were.
    std::vector<std::string> m_shape_order; // What they were, the last one last.
    std::set<std::pair<std::size_t, const Element*>> m_standing; // Where it may stand once.
    std::vector<std::uint32_t> m_connections; // Between them.
    std::size_t m_found { 0 }; // Pictures and text boxes of the legacy drawing in hand.
};

}
