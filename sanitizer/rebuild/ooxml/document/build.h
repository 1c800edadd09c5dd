// SPDX-License-Identifier: MIT
// A Word document or a workbook taken apart and built anew: parts under names of ours,
// relationships of a closed set, pictures that another worker has made.
#pragma once

#include "sanitizer/rebuild/ooxml/document/fields.h"
#include "sanitizer/rebuild/ooxml/document/pictures.h"
#include "sanitizer/rebuild/ooxml/package/package.h"
#include "sanitizer/rebuild/ooxml/workbook/book.h"

#include <functional>
#include <set>

namespace rebuild_ooxml {

enum class Comments { Keep, Remove };

enum class Formulas { Keep, Values };

struct Options {
    DocumentKind kind { DocumentKind::Word };
    Formulas formulas { Formulas::Keep };
    Hyperlinks hyperlinks { Hyperlinks::Keep };
    Comments comments { Comments::Keep };
};

// Every kind of part that the output can have. The order is theirs in the file.
enum class PartKind {
    Document,
    Workbook,
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
    Chart,
    Image,
    Hyperlink
};

struct OutputLink {
    Link kind;
    std::string target; // A part's name within the folder, or an address.
};

struct OutputPart {
    PartKind kind;
    std::string name; // "word/header1.xml"
    std::string xml;
    std::vector<OutputLink> links; // rId1, rId2, …

    std::string link(Link, std::string target); // Its rId; the same for the same.

    std::map<std::pair<Link, std::string>, std::size_t> places {}; // Of what link() made.
};

struct Built {
    DocumentKind kind { DocumentKind::Word };
    std::vector<OutputPart> parts; // The first is the document.
};

bool is_sheet_part(PartKind); // Whose root is SpreadsheetML.
std::string_view folder_of(DocumentKind); // "word/": all parts lie in it.

struct Known { // Across the parts of one document.
    std::set<std::string> footnotes;
    std::set<std::string> endnotes;
    std::set<std::string> comments;
};

struct Job { // What one document is built with; all of it outlives the building.
    const Package& package;
    const Vocabulary& words;
    const Options& options;
    Pictures& pictures;
    Account& account;
};

class Build : public Job {
public:
    explicit Build(const Job& job)
        : Job(job)
    {
    }

    Outcome<Built> run();

    // For the readers of parts.
    // The name of the part built from `source`, within the folder; empty: there is none such.
    Outcome<std::string> part(PartKind, const std::string& source);
    unsigned next_drawing() { return ++m_drawings; }

    Known known;
    Book book;

private:
    Outcome<bool> add(PartKind, const std::string& source);
    Outcome<bool> add_related(OutputPart& document, const Relationships&);
    Outcome<bool> fill(OutputPart&, base::Bytes& bytes, const Relationships&);
    void tell_what_stays_behind(const Relationships&);

    Built m_built;
    std::map<std::pair<PartKind, std::string>, std::string> m_names; // By source.
    unsigned m_headers { 0 };
    unsigned m_footers { 0 };
    unsigned m_charts { 0 };
    unsigned m_sheets { 0 };
    unsigned m_sheet_drawings { 0 };
    unsigned m_drawings { 0 };
};

}
