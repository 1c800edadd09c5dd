// SPDX-License-Identifier: MIT
// What the steps of one verification share. Private to this folder.
#pragma once

#include "sanitizer/verify/ooxml/verifier.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

namespace verify_ooxml {

using Step = std::optional<Refused>; // Nothing: so far, so good.

inline Step no(const char* detail)
{
    return Refused { Fault::Malformed, detail };
}

// zip.cpp: entries as the rebuild writes them, and the directory that they imply.
struct Entry {
    std::string name;
    std::uint64_t offset; // Of the content in the file.
    base::View stored; // The content where it is not packed…
    base::Bytes inflated; // …and where it is.
    bool packed;
    std::string_view text() const { return base::text_of(packed ? base::View(inflated) : stored); }
};
Step read_entries(base::View file, const Limits&, std::vector<Entry>&);

// xml.cpp: one form of XML: our prolog, elements, attributes in double quotes, four entities.
struct Attribute {
    std::string_view name;
    std::string value;
};
class Listener {
public:
    virtual ~Listener() = default;
    virtual Step start(std::string_view name, const std::vector<Attribute>&) = 0;
    virtual Step text(std::string_view) = 0; // Decoded, not empty; all between two tags.
    virtual Step end(std::string_view name) = 0;
};
enum class LineBreaks { None, InTexts, TabsInTexts }; // Of texts: what else may be in them.
Step read_xml(std::string_view, Listener&, LineBreaks = LineBreaks::None);

// relations.cpp
struct Relation {
    std::string type; // "image"
    std::string target; // A part's whole name, or an address.
    bool used { false };
};
using Relations = std::map<std::string, Relation, std::less<>>; // By rId.
struct Part {
    std::string_view root; // "w:document"
    std::string_view content_type;
    std::string_view relation; // How it is referred to.
    bool may_hold_links; // To the web: the document's text lives in it.
};
const Part* part_named(std::string_view name); // Null: no part of ours.
std::optional<PictureKind> picture_named(std::string_view name);
Step read_relations(std::string_view xml, std::string_view source, WebLinks, Relations&);
bool is_web_address(std::string_view);
std::string content_types_of(const std::vector<Entry>&);
std::string package_relations(Kind);
std::string_view main_part(Kind);
std::string_view folder_of(Kind); // "word/": all parts lie in it.

// grammar.cpp
bool is_element(Kind, std::string_view name);
bool is_setting(std::string_view name); // Only in the part of settings.
bool holds_text(Kind, std::string_view name);
bool is_quotable(std::string_view);
bool is_range(std::string_view);
// Known, and its value is of its kind.
bool fits(Kind, std::string_view element, const Attribute&);
// The root of that part, with our namespaces in their order; `count`: how many attributes they are.
Step check_root(
    Kind, const Part&, std::string_view name, const std::vector<Attribute>&, std::size_t& count);

// formula.cpp
struct BookNames {
    std::set<std::string, std::less<>> sheets;
    std::set<std::string, std::less<>> names;
};
bool is_formula(std::string_view, const BookNames&);
bool is_reference(std::string_view, const BookNames&); // To cells, nothing else.
bool is_function(std::string_view name);
bool is_definable(std::string_view name); // Of cells: no cell's name, nothing that runs.

// nesting.cpp
bool may_stand_in(std::string_view root, std::string_view parent, std::string_view name);

// instruction.cpp
bool is_instruction(std::string_view, WebLinks);

// part.cpp
Step check_part(std::string_view xml, const Part&, WebLinks, Relations&);

// book.cpp: a workbook's parts, in their order; what the first ones say holds for the others.
struct Book {
    BookNames names;
    std::uint64_t formats { 0 };
    std::uint64_t strings { 0 };
};
Step check_book_part(std::string_view xml, const Part&, Relations&, Book&);
// show.cpp: a presentation's parts, and what they say of one another.
struct Show {
    std::set<std::tuple<std::string, std::string, std::string>> says; // Who, what, of whom.
    std::set<std::uint64_t> numbers;
};
Step check_show_part(std::string_view xml, std::string_view name, const Part&, Relations&, Show&);
Step check_show(const Show&); // When all have been read.
// show_grammar.cpp
bool may_stand_in_show(std::string_view parent, std::string_view name); // A root in "^".
bool fits_show(std::string_view element, std::span<const Attribute>); // No namespaces among them.
bool holds_text_in_show(std::string_view name);
bool is_guid(std::string_view);
// cell.cpp
bool is_cell(std::string_view); // "AB12"
bool is_cells(std::string_view); // "A1:B9 C3"
bool is_cell_value(std::string_view type, std::string_view value, const Book&);

}
