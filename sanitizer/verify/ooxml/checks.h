// SPDX-License-Identifier: MIT
// What the steps of one verification share. Private to this folder.
#pragma once

#include "sanitizer/verify/ooxml/verifier.h"
#include "sanitizer/verify/parts/reading.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

namespace verify_ooxml {

using verify_parts::Attribute, verify_parts::Entry, verify_parts::has_signature,
    verify_parts::is_function, verify_parts::is_web_address, verify_parts::LineBreaks,
    verify_parts::Listener, verify_parts::no, verify_parts::read_entries, verify_parts::read_xml,
    verify_parts::Shown, verify_parts::Step;

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
enum class Properties { None, Label };
inline constexpr std::string_view properties_name = "docProps/core.xml"; // Not among the entries.
std::string properties_of(std::string_view label);
std::string content_types_of(const std::vector<Entry>&, Properties);
std::string package_relations(Kind, Properties);
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
bool is_definable(std::string_view name); // Of cells: no cell's name, nothing that runs.

// nesting.cpp
bool may_stand_in(std::string_view root, std::string_view parent, std::string_view name);

// instruction.cpp
bool is_instruction(std::string_view, WebLinks, seen::Finder&); // Told where a click leads.

// part.cpp
Step check_part(std::string_view xml, const Part&, WebLinks, Relations&, Shown&);

// book.cpp: a workbook's parts, in their order; what the first ones say holds for the others.
struct CommentedCell {
    unsigned row; // From 0.
    unsigned column;
};
struct Book {
    BookNames names;
    std::uint64_t formats { 0 };
    std::uint64_t strings { 0 };
    std::map<std::string, std::vector<CommentedCell>> commented {}; // By the part of comments.
    std::set<std::string, std::less<>> taken_comments {}; // That a sheet refers to.
    std::size_t shape_blocks { 0 }; // Of 1,024 shapes each, that have their numbers.
};
Step check_book_part(std::string_view xml, const Part&, Relations&, Book&, Shown&);
// comments.cpp: those on cells, and their shapes; `name` is the part's.
Step check_comments(std::string_view xml, std::string_view name, const Part&, Book&, Shown&);
Step check_comment_shapes(std::string_view xml, std::string_view name, Book&);
Step check_comment_relations(const Relations& of_a_sheet, Book&);
// show.cpp: a presentation's parts, and what they say of one another.
struct Show {
    std::set<std::tuple<std::string, std::string, std::string>> says; // Who, what, of whom.
    std::set<std::uint64_t> numbers;
};
Step check_show_part(
    std::string_view xml, std::string_view name, const Part&, Relations&, Show&, Shown&);
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
