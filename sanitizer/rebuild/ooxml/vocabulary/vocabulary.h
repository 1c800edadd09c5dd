// SPDX-License-Identifier: MIT
// The allow-list: every element and attribute that can stand in a document of ours, and what each
// attribute's value may be. What is not here does not exist for the rebuild.
//
// Each namespace's table (words_*.cpp) is text, read once before the worker is locked in:
//     name name | attribute:Value !required:Value r:id:Relationship   kept
//     =name:Value | ...                                                kept, and so is its text
//     ^name                                                            only what is in it is kept
//     -name                                                            left out with what is in it
//     *name | ...                                                      kept or not by code of its
//     own
// After ^ - * a word in parentheses says as what it is counted in the report.
#pragma once

#include "sanitizer/rebuild/ooxml/vocabulary/values.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rebuild_ooxml {

// What is rebuilt.
enum class DocumentKind { Word, Workbook, Presentation };

// In the order in which a part's root declares those of its kind of document.
enum class Space {
    Word, // WordprocessingML, ECMA-376 part 1, 17
    Relation, // r:
    Math, // 22.1
    Placement, // DrawingML in a text document, 20.4
    Drawing, // 20.1
    Picture, // 20.2
    Chart, // 21.2
    WordShape, // [MS-ODRAWXML] 2.18
    WordGroup,
    WordCanvas,
    Sheet, // SpreadsheetML, 18; without a prefix
    SheetDrawing, // DrawingML in a spreadsheet, 20.5
    Show, // PresentationML, 19
    Xml, // xml:space
    Compatibility, // mc:, read and never written
    Vml, // read for its pictures, never written
    Diagram, // [MS-ODRAWXML] 2.6: drawings of SmartArt; likewise
    None,
    Unknown,
};

enum class Treatment { Keep, Unwrap, Drop, Special };

struct AttributeRule {
    Space space { Space::None };
    std::string name; // Without prefix.
    std::string opening; // With ours: what is written before the value.
    Value value { Value::None };
    bool required { false };
};

struct Element {
    Space space { Space::Unknown };
    std::string name;
    std::string written;
    Treatment treatment { Treatment::Drop };
    Value text { Value::None };
    std::string counted; // Empty: nothing is said of it.
    bool setting { false }; // Of the part of settings alone.
    bool of_shows { false }; // Of presentations alone, though its namespace is not.
    std::vector<AttributeRule> attributes;
    struct Nesting { // nesting.h
        bool is_root { false };
        bool is_listed { false }; // It stands in `parents` and in nothing else.
        std::vector<const Element*> parents {};
        bool holds_properties { false }; // Of drawings, though it is none itself.
        bool holds_many { false }; // What stands in it may be there twice.
    } nesting {};

    const AttributeRule* attribute(Space, std::string_view local) const;
};

class Vocabulary {
public:
    Vocabulary();

    const Element* find(Space, std::string_view local) const; // Null: not on the list.
    const Element& known(Space, std::string_view local) const; // Of our own tables, surely there.

    // Of a namespace's name, transitional or strict.
    static Space space_of(std::string_view uri);
    static std::string_view prefix_of(Space);
    static std::string_view uri_of(Space);
    static bool is_declared(Space, DocumentKind);

private:
    void read(Space, std::string_view table);
    void read_line(Space, std::string_view line);

    // The place in m_places that has it, or where it would be.
    std::size_t place_of(Space, std::string_view local) const;

    // A table of its own: it is asked for every element of every document. Mostly empty, and none
    // but our own words are ever put into it.
    static constexpr std::size_t places = 4'096;
    std::array<const Element*, places> m_places {};
    std::vector<std::unique_ptr<Element>> m_elements;
    bool m_in_settings { false }; // Of the table in hand.
    bool m_of_shows { false };
};

// The tables.
std::string_view word_words();
std::string_view word_setting_words();
std::string_view settings_words();
std::string_view math_words();
std::string_view placement_words();
std::string_view drawing_words();
std::string_view chart_words();
std::string_view shape_words(Space);
std::string_view sheet_words();
std::string_view book_words();
std::string_view comment_words();
std::string_view style_words();
std::string_view sheet_drawing_words();
std::string_view show_words();
std::string_view show_drawing_words(); // Of DrawingML.

}
