// SPDX-License-Identifier: MIT
// What is built: parts of a closed set of kinds, under names of ours, and what they say of one
// another.
#pragma once

#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

#include <map>
#include <span>

namespace rebuild_ooxml {

// Every kind of part that the output can have. The order is theirs in the file.
enum class PartKind {
    Document,
    Workbook,
    Presentation,
    Styles,
    Settings,
    Fonts,
    Numbering,
    Theme,
    Footnotes,
    Endnotes,
    Comments,
    Header,
    Footer,
    BookStyles,
    Strings,
    Sheet,
    ChartSheet,
    SheetDrawing,
    CellComments,
    CommentShapes, // Without a source.
    Master,
    Layout,
    Slide,
    NotesMaster,
    Notes,
    TableStyles,
    CommentAuthors,
    SlideComments,
    Chart,
};

// What one part says of another. Nothing else can be said.
enum class Link {
    Styles,
    Settings,
    Fonts,
    Numbering,
    Theme,
    Footnotes,
    Endnotes,
    Comments,
    Header,
    Footer,
    Strings,
    Sheet,
    ChartSheet,
    SheetDrawing,
    CommentShapes,
    Master,
    Layout,
    Slide,
    NotesMaster,
    Notes,
    TableStyles,
    CommentAuthors,
    Chart,
    Image,
    Hyperlink
};

struct OutputLink {
    Link kind;
    std::string target; // A part's name within the folder, or an address.
    bool implied { false }; // Whether it says something without an element that refers to it.
};

struct OutputPart {
    PartKind kind;
    std::string name; // "word/header1.xml"
    std::string xml;
    std::vector<OutputLink> links; // rId1, rId2, …

    std::string link(Link, std::string target); // Its rId; the same for the same.
    void imply(Link, const std::string& target);

    std::map<std::pair<Link, std::string>, std::size_t> places {}; // Of what link() made.
};

struct Built {
    DocumentKind kind { DocumentKind::Word };
    std::vector<OutputPart> parts; // The first is the document.
    std::string label {}; // For its properties; it has none besides.
};

// Of those of which a document has one.
struct Shape {
    DocumentKind document;
    PartKind kind;
    Link link;
    std::string_view relationship; // Of the source.
    std::string_view name;
    Space space;
    std::string_view root;
};

std::span<const Shape> shapes();

PartKind main_part(DocumentKind);
std::pair<Space, std::string_view> root_of(PartKind);
std::string_view pattern_of(PartKind, DocumentKind); // Its name; "#" stands for a number.
bool is_sheet_part(PartKind); // Whose root is SpreadsheetML.
std::string_view folder_of(DocumentKind); // "word/": all parts lie in it.

}
