// SPDX-License-Identifier: MIT
// The drawing that Office made of a diagram, read by the lists that shapes have and written as a
// group of the document's own kind.
#pragma once

#include "sanitizer/rebuild/ooxml/document/reader.h"

namespace rebuild_ooxml {

class DiagramDrawing : public PartReader {
public:
    using PartReader::PartReader; // With the relationships of the drawing's part.

    struct Box { // In EMU.
        std::int64_t x { 0 };
        std::int64_t y { 0 };
        std::int64_t width { 0 };
        std::int64_t height { 0 };
    };
    struct Frame {
        Box place;
        pugi::xml_node properties; // Of the part that shows it; none in a text.
    };
    bool draw(pugi::xml_node root, Frame); // False: it shows nothing.
    const std::optional<Refused>& refused() const { return m_refused; }

private:
    struct Colour { // Of words; views into the part.
        std::string_view value {}; // "FFFFFF"; empty: none.
        std::string_view theme {};
    };

    Space space_of_groups() const;
    void write_identity(pugi::xml_node, Space, std::string_view kind);
    void write_description(pugi::xml_node, Space, std::string_view list,
        std::string_view properties, const Frame* = nullptr);
    void write_group(pugi::xml_node, const Frame*);
    void write_place(const Box&);
    void write_shape(pugi::xml_node);

    // In a text (diagram_words.cpp).
    static Colour colour_in(pugi::xml_node);
    void write_text_box(pugi::xml_node shape);
    void write_paragraph(pugi::xml_node, Colour);
    void write_run(pugi::xml_node, Colour);
    void make_word(std::string_view element,
        std::initializer_list<std::pair<std::string_view, std::string>> attributes = {});
};

}
