// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/document/output.h"

#include <algorithm>

namespace rebuild_ooxml {

// Those of which a document has one.
static constexpr Shape all_shapes[] = {
    { DocumentKind::Word, PartKind::Footnotes, Link::Footnotes, "footnotes", "footnotes.xml",
        Space::Word, "footnotes" },
    { DocumentKind::Word, PartKind::Endnotes, Link::Endnotes, "endnotes", "endnotes.xml",
        Space::Word, "endnotes" },
    { DocumentKind::Word, PartKind::Comments, Link::Comments, "comments", "comments.xml",
        Space::Word, "comments" },
    { DocumentKind::Word, PartKind::Styles, Link::Styles, "styles", "styles.xml", Space::Word,
        "styles" },
    { DocumentKind::Word, PartKind::Settings, Link::Settings, "settings", "settings.xml",
        Space::Word, "settings" },
    { DocumentKind::Word, PartKind::Fonts, Link::Fonts, "fontTable", "fontTable.xml", Space::Word,
        "fonts" },
    { DocumentKind::Word, PartKind::Numbering, Link::Numbering, "numbering", "numbering.xml",
        Space::Word, "numbering" },
    { DocumentKind::Word, PartKind::Theme, Link::Theme, "theme", "theme/theme1.xml", Space::Drawing,
        "theme" },
    { DocumentKind::Workbook, PartKind::Theme, Link::Theme, "theme", "theme/theme1.xml",
        Space::Drawing, "theme" },
    { DocumentKind::Workbook, PartKind::BookStyles, Link::Styles, "styles", "styles.xml",
        Space::Sheet, "styleSheet" },
    { DocumentKind::Workbook, PartKind::Strings, Link::Strings, "sharedStrings",
        "sharedStrings.xml", Space::Sheet, "sst" },
    { DocumentKind::Presentation, PartKind::TableStyles, Link::TableStyles, "tableStyles",
        "tableStyles.xml", Space::Drawing, "tblStyleLst" },
    { DocumentKind::Presentation, PartKind::CommentAuthors, Link::CommentAuthors, "commentAuthors",
        "commentAuthors.xml", Space::Show, "cmAuthorLst" },
};

std::span<const Shape> shapes()
{
    return all_shapes;
}

std::string_view folder_of(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::Word: return "word/";
    case DocumentKind::Workbook: return "xl/";
    case DocumentKind::Presentation: break;
    }
    return "ppt/";
}

PartKind main_part(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::Word: return PartKind::Document;
    case DocumentKind::Workbook: return PartKind::Workbook;
    case DocumentKind::Presentation: break;
    }
    return PartKind::Presentation;
}

std::pair<Space, std::string_view> root_of(PartKind kind)
{
    switch (kind) {
    case PartKind::Document: return { Space::Word, "document" };
    case PartKind::Workbook: return { Space::Sheet, "workbook" };
    case PartKind::Sheet: return { Space::Sheet, "worksheet" };
    case PartKind::ChartSheet: return { Space::Sheet, "chartsheet" };
    case PartKind::SheetDrawing: return { Space::SheetDrawing, "wsDr" };
    case PartKind::CellComments: return { Space::Sheet, "comments" };
    case PartKind::Header: return { Space::Word, "hdr" };
    case PartKind::Footer: return { Space::Word, "ftr" };
    case PartKind::Chart: return { Space::Chart, "chartSpace" };
    case PartKind::Presentation: return { Space::Show, "presentation" };
    case PartKind::Master: return { Space::Show, "sldMaster" };
    case PartKind::Layout: return { Space::Show, "sldLayout" };
    case PartKind::Slide: return { Space::Show, "sld" };
    case PartKind::NotesMaster: return { Space::Show, "notesMaster" };
    case PartKind::Notes: return { Space::Show, "notes" };
    case PartKind::SlideComments: return { Space::Show, "cmLst" };
    case PartKind::CommentShapes: return { Space::Vml, "xml" };
    case PartKind::TableStyles:
    case PartKind::CommentAuthors:
    case PartKind::Styles:
    case PartKind::Settings:
    case PartKind::Fonts:
    case PartKind::Numbering:
    case PartKind::Theme:
    case PartKind::Footnotes:
    case PartKind::Endnotes:
    case PartKind::Comments:
    case PartKind::BookStyles:
    case PartKind::Strings: break;
    }
    auto shape = std::ranges::find(all_shapes, kind, &Shape::kind);
    return { shape->space, shape->root };
}

bool is_sheet_part(PartKind kind)
{
    return root_of(kind).first == Space::Sheet;
}

std::string OutputPart::link(Link kind_of_link, std::string target)
{
    auto [place, is_new] = places.try_emplace({ kind_of_link, target }, links.size());
    if (is_new)
        links.push_back({ kind_of_link, std::move(target) });
    return "rId" + std::to_string(place->second + 1);
}

void OutputPart::imply(Link kind_of_link, const std::string& target)
{
    link(kind_of_link, target);
    links[places.at({ kind_of_link, target })].implied = true;
}

std::string_view pattern_of(PartKind kind, DocumentKind document)
{
    switch (kind) {
    case PartKind::Header: return "header#.xml";
    case PartKind::Footer: return "footer#.xml";
    case PartKind::Chart: return "charts/chart#.xml";
    case PartKind::Document: return "document.xml";
    case PartKind::Workbook: return "workbook.xml";
    case PartKind::Presentation: return "presentation.xml";
    case PartKind::Sheet: return "worksheets/sheet#.xml";
    case PartKind::ChartSheet: return "chartsheets/sheet#.xml";
    case PartKind::SheetDrawing: return "drawings/drawing#.xml";
    case PartKind::CellComments: return "comments#.xml";
    case PartKind::CommentShapes: return "drawings/vmlDrawing#.vml";
    case PartKind::Master: return "slideMasters/slideMaster#.xml";
    case PartKind::Layout: return "slideLayouts/slideLayout#.xml";
    case PartKind::Slide: return "slides/slide#.xml";
    case PartKind::NotesMaster: return "notesMasters/notesMaster#.xml";
    case PartKind::Notes: return "notesSlides/notesSlide#.xml";
    case PartKind::SlideComments: return "comments/comment#.xml";
    case PartKind::Theme:
        if (document == DocumentKind::Presentation)
            return "theme/theme#.xml"; // Of each master one.
        break;
    case PartKind::Styles:
    case PartKind::Settings:
    case PartKind::Fonts:
    case PartKind::Numbering:
    case PartKind::Footnotes:
    case PartKind::Endnotes:
    case PartKind::Comments:
    case PartKind::BookStyles:
    case PartKind::Strings:
    case PartKind::TableStyles:
    case PartKind::CommentAuthors: break;
    }
    return std::ranges::find(all_shapes, kind, &Shape::kind)->name;
}

}
