// SPDX-License-Identifier: MIT
// One part, read from its beginning to its end and written anew as it is read: elements of the
// vocabulary in their places, attributes whose values are of their kind, text where text belongs.
// There is no way for anything else to be written.
#pragma once

#include "sanitizer/rebuild/odf/document/scopes.h"
#include "sanitizer/rebuild/parts/account.h"
#include "sanitizer/rebuild/parts/options.h"
#include "sanitizer/rebuild/parts/pictures.h"

#include <optional>
#include <set>

namespace rebuild_odf {

using rebuild_parts::Account, rebuild_parts::Comments, rebuild_parts::Formulas,
    rebuild_parts::Hyperlinks, rebuild_parts::Outcome, rebuild_parts::Package,
    rebuild_parts::Pictures, rebuild_parts::Refused, rebuild_parts::Why, rebuild_parts::XmlStream;

enum class DocumentKind { Text, Spreadsheet, Presentation };
enum class PartKind { Content, Styles };

struct Options {
    DocumentKind kind { DocumentKind::Text };
    Formulas formulas { Formulas::Keep };
    Hyperlinks hyperlinks { Hyperlinks::Keep };
    Comments comments { Comments::Keep };
    std::string label {}; // Of policy::governing; for its properties.
};

struct Job { // What one document is built with; all of it outlives the building.
    const Package& package;
    const Vocabulary& words;
    const Options& options;
    Pictures& pictures;
    Account& account;
    std::set<std::string>& used; // Names of pictures that the output refers to.
};

// Cells with content, and blanks, that a document may ask a reader to make.
inline constexpr std::uint64_t most_expanded = 20'000'000;

class Filter {
public:
    // `xml` is UTF-8 and outlives the filter.
    Filter(const Job& job, PartKind kind, std::string_view xml)
        : m_job(job)
        , m_kind(kind)
        , m_stream(xml)
    {
        m_out.reserve(xml.size() + xml.size() / 8);
    }

    Outcome<std::string> run();

private:
    struct Open {
        const Element* element; // Null: of this one, only what is in it is kept.
        std::size_t attributes_end; // Of its start tag in m_out, where ">" is not written yet.
        bool closed; // Whether ">" is written.
        // Of a frame: where its content began, and where a picture of ours would stand.
        bool has_content { false };
        std::size_t picture_place { 0 };
    };
    using Read = std::vector<std::pair<std::string_view, std::string>>; // Resolved.

    std::optional<Refused> start();
    std::optional<Refused> text();
    void end();

    void enter_numbered(std::string_view name);
    void leave_numbered();
    void special(const Element&, const Read&);
    void keep(const Element&, const Read&, std::string_view made = {});
    void skip(std::string_view counted);
    void unwrap();
    void begin_content();
    bool may_stand_here(const Element&) const;
    const Open* around() const; // The kept element that is open.
    Open* frame(); // The same, if it is a frame.

    void read_attributes(Read&);
    static std::string_view value_of(const Read&, std::string_view name);
    void append_attribute(std::string_view name, std::string_view value);

    void link(const Element&, const Read&);
    void picture(const Element&, const Read&);
    void keep_picture(const Element&, const Read&, const std::string& target);
    void fill(const Element&, const Read&); // Pictures of styles.
    void end_of_frame(Open&);
    std::optional<std::string> target_of(std::string_view href);
    void cell(const Element&, const Read&);
    void count_repeated(const Element&, const Read&);
    void named(const Element&, const Read&);
    void note_hidden(const Element&, const Read&);

    const Job& m_job;
    PartKind m_kind;
    XmlStream m_stream;
    Scopes m_scopes;
    std::string m_out;
    std::vector<Open> m_open;
    std::size_t m_skipped { 0 }; // How deep within what is left out.
    std::string m_text;
    std::string m_style; // The name of the style being read.
    std::set<std::string> m_hidden; // Styles of hidden sheets and slides.
    struct Rows {
        std::size_t depth; // Of the row in m_open.
        std::uint64_t count; // As often as it is repeated, with the rows around it.
    };
    std::vector<Rows> m_rows; // Of the rows that are open, and perhaps some that no longer are.
    std::uint64_t m_cells { 0 }; // Of the cell just begun, repeated, if nothing is in it.
    std::uint64_t m_expanded { 0 }; // Cells with content, and blanks, as a reader makes them.
    std::uint64_t m_numbered { 0 }; // Sheets or slides so far,
    std::size_t m_numbered_depth { 0 }; // and how deep the open one lies; 0: there is none.
    std::optional<Account::Within> m_numbered_place;
    bool m_has_root { false };
    bool m_has_body { false };
    bool m_whole { true };
};

}
