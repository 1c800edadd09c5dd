// SPDX-License-Identifier: MIT
// A Word document, a workbook or a presentation taken apart and built anew: parts under names of
// ours, relationships of a closed set, pictures that another worker has made.
#pragma once

#include "sanitizer/rebuild/ooxml/document/diagram_part.h"
#include "sanitizer/rebuild/ooxml/document/fields.h"
#include "sanitizer/rebuild/ooxml/document/output.h"
#include "sanitizer/rebuild/ooxml/package/package.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"
#include "sanitizer/rebuild/ooxml/presentation/show.h"
#include "sanitizer/rebuild/ooxml/workbook/book.h"

#include <deque>
#include <functional>
#include <set>

namespace rebuild_ooxml {

struct Options {
    DocumentKind kind { DocumentKind::Word };
    Formulas formulas { Formulas::Keep };
    Hyperlinks hyperlinks { Hyperlinks::Keep };
    Comments comments { Comments::Keep };
    std::string label {}; // Of policy::governing; for its properties.
};

struct Known { // Across the parts of one document.
    std::set<std::string> footnotes;
    std::set<std::string> endnotes;
    std::set<std::string> comments;
    std::set<std::string> authors; // Of comments on slides.
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
    // The same, but it is built when the turn of its kind comes.
    std::string later(PartKind, const std::string& source);
    unsigned next_drawing() { return ++m_drawings; }

    Known known;
    Book book;
    // A workbook's: the part with the shapes of the comments that were read last, and where they
    // had come from.
    std::string comment_shapes(const std::string& source);
    Show show;
    DiagramParts diagrams { package };
    std::uint64_t diagram_bytes { 0 }; // Of drawings of SmartArt, each time that one is shown.

private:
    std::string name(PartKind, const std::string& source);
    Outcome<bool> add(PartKind, const std::string& source);
    Outcome<bool> add_waiting();
    Outcome<bool> add_related(OutputPart& document, const Relationships&);
    Outcome<bool> fill(OutputPart&, base::Bytes& bytes, const Relationships&);
    void count_behind(const Relationship&, std::string_view what);
    void tell_what_stays_behind(const Relationships&);

    // Of presentations: what a part says of others without an element (presentation/show.cpp).
    std::optional<Refused> relate(OutputPart&, const std::string& source, const Relationships&);
    std::optional<Refused> relate_theme(OutputPart&, const Relationships&);
    std::optional<Refused> relate_slide(
        OutputPart&, const std::string& source, const Relationships&);
    void tell_what_shows_leave(const Relationships&);
    const Relationship* within(const Relationships&, std::string_view type) const;

    Built m_built;
    std::map<std::pair<PartKind, std::string>, std::string> m_names; // By source.
    std::map<PartKind, unsigned> m_numbers; // Of the last that was named.
    std::map<PartKind, std::deque<std::string>> m_waiting; // Sources.
    unsigned m_drawings { 0 };
    std::size_t m_shape_blocks { 0 }; // Of comments, that were numbered.
};

}
