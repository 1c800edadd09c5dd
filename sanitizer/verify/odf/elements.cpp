// SPDX-License-Identifier: MIT
// Elements, in families, and which family may stand in which. What is not here is in no document of
// ours: scripts, event listeners, forms, objects, animations, sources of sections and tables.
#include "sanitizer/verify/odf/grammar.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace verify_odf {

struct Family {
    char letter;
    std::string_view in; // Letters of the families in which it may stand.
    std::string_view names;
};

static constexpr Family families[] = {
    { 'R', "", "office:document-content office:document-styles" },
    { 'A', "R", R"(office:font-face-decls office:styles office:automatic-styles
office:master-styles)" },
    { 'b', "R", "office:body" },
    { 'F', "A", "style:font-face" },
    { 'S', "A", R"(style:style style:default-style style:page-layout style:default-page-layout
text:outline-style text:notes-configuration text:linenumbering-configuration
draw:gradient draw:hatch draw:marker draw:stroke-dash draw:opacity draw:fill-image
style:presentation-page-layout number:number-style number:currency-style number:percentage-style
number:date-style number:time-style number:boolean-style number:text-style)" },
    { 'N', "S", R"(number:number number:scientific-number number:fraction number:currency-symbol
number:text number:fill-character number:day number:month number:year number:era
number:day-of-week number:week-of-year number:quarter number:hours number:minutes number:seconds
number:am-pm number:boolean number:text-content)" },
    { 'n', "N", "number:embedded-text" },
    { 'P', "SPL", R"(style:text-properties style:paragraph-properties style:section-properties
style:ruby-properties style:table-column-properties style:table-row-properties
style:table-cell-properties style:page-layout-properties style:header-footer-properties
style:graphic-properties style:drawing-page-properties style:table-properties style:header-style
style:footer-style style:tab-stops style:map style:tab-stop style:drop-cap style:columns
style:column style:column-sep style:footnote-sep style:background-image
text:linenumbering-separator presentation:placeholder)" },
    { 'K', "AP", "text:list-style" },
    { 'L', "SK", R"(text:list-level-style-number text:list-level-style-bullet
text:outline-level-style text:list-level-style-image)" },
    { 'l', "Ll", "style:list-level-properties style:list-level-label-alignment" },
    { 'M', "A", "style:master-page style:handout-master draw:layer-set" },
    { 'y', "M", "draw:layer" },
    { 'H', "M", R"(style:header style:header-left style:header-first style:footer
style:footer-left style:footer-first)" },
    { 'h', "H", "style:region-left style:region-center style:region-right" },
    { 'B', "b", "office:text office:spreadsheet office:presentation" },
    { 'D', "B", R"(text:sequence-decls presentation:header-decl presentation:footer-decl
presentation:date-time-decl table:calculation-settings
table:database-ranges)" },
    { 'E', "BT", "table:named-expressions" },
    { 'd', "DE", R"(text:sequence-decl table:null-date table:iteration table:named-range
table:named-expression table:database-range)" },
    { 'W', "BHhWCXtioaO", R"(text:list text:list-item text:list-header text:numbered-paragraph
text:section text:table-of-content text:illustration-index text:table-index text:object-index
text:user-index text:alphabetical-index text:bibliography text:index-body text:index-title)" },
    { 's', "W", R"(text:table-of-content-source text:illustration-index-source
text:table-index-source text:object-index-source text:user-index-source
text:alphabetical-index-source text:bibliography-source)" },
    { 'e', "s", R"(text:table-of-content-entry-template text:illustration-index-entry-template
text:table-index-entry-template text:object-index-entry-template text:user-index-entry-template
text:alphabetical-index-entry-template text:bibliography-entry-template text:index-title-template
text:index-source-styles)" },
    { 'j', "e", R"(text:index-entry-chapter text:index-entry-text text:index-entry-page-number
text:index-entry-link-start text:index-entry-link-end text:index-entry-span
text:index-entry-tab-stop text:index-entry-bibliography text:index-source-style)" },
    { 't', "BHhWCXaoO", "text:p text:h" },
    { 'm', "Wt", "text:number" },
    { 'i', "tiX", R"(text:span text:a text:s text:tab text:line-break text:bookmark
text:bookmark-start text:bookmark-end text:reference-mark text:reference-mark-start
text:reference-mark-end text:toc-mark text:toc-mark-start text:toc-mark-end text:user-index-mark
text:user-index-mark-start text:user-index-mark-end text:alphabetical-index-mark
text:alphabetical-index-mark-start text:alphabetical-index-mark-end text:note text:ruby
text:page-number text:page-continuation text:page-count text:chapter text:sheet-name
text:bookmark-ref text:reference-ref text:note-ref text:sequence-ref text:sequence
presentation:header presentation:footer presentation:date-time)" },
    { 'o', "i", "text:note-citation text:note-body" },
    { 'r', "i", "text:ruby-base text:ruby-text" },
    { 'a', "tiCXGB", "office:annotation office:annotation-end" },
    { 'c', "a", "dc:creator dc:date meta:creator-initials meta:date-string" },
    { 'G', "B", "draw:page" },
    { 'g', "GM", "presentation:notes" },
    { 'X', "BHhWCtiGgMXxO", R"(draw:rect draw:line draw:measure draw:polyline draw:polygon
draw:regular-polygon draw:path draw:circle draw:ellipse draw:connector draw:caption
draw:custom-shape draw:page-thumbnail draw:g draw:frame draw:a)" },
    { 'O', "X", "draw:text-box draw:image" },
    { 'z', "X", "svg:title svg:desc draw:glue-point draw:enhanced-geometry" },
    { 'q', "z", "draw:equation draw:handle" },
    { 'T', "BHhWCXO", "table:table" },
    { 'x', "T", "table:shapes table:title table:desc" },
    { 'w', "Tw", R"(table:table-columns table:table-header-columns table:table-rows
table:table-header-rows table:table-column-group table:table-row-group table:table-column
table:table-row)" },
    { 'C', "w", "table:table-cell table:covered-table-cell" },
};

static constexpr std::string_view with_text = R"(
number:currency-symbol number:text number:fill-character number:embedded-text
text:linenumbering-separator text:index-title-template text:index-entry-span text:p text:h
text:number text:span text:a text:page-number text:page-continuation text:page-count text:chapter
text:sheet-name text:bookmark-ref text:reference-ref text:note-ref text:sequence-ref text:sequence
presentation:header presentation:footer presentation:date-time text:note-citation text:ruby-base
text:ruby-text dc:creator meta:creator-initials dc:date meta:date-string presentation:header-decl
presentation:footer-decl presentation:date-time-decl svg:title svg:desc table:title table:desc
)";

template <typename Take>
static void each_word(std::string_view list, Take&& take)
{
    for (std::size_t at = 0; (at = list.find_first_not_of(" \n", at)) != std::string_view::npos;) {
        auto end = std::min(list.find_first_of(" \n", at), list.size());
        take(list.substr(at, end - at));
        at = end;
    }
}

static const Family* family_of(std::string_view name)
{
    static const auto all = [] {
        std::unordered_map<std::string_view, const Family*> by_name;
        for (const auto& family : families)
            each_word(family.names, [&](auto word) { by_name.emplace(word, &family); });
        return by_name;
    }();
    auto found = all.find(name);
    return found == all.end() ? nullptr : found->second;
}

bool is_element(std::string_view name)
{
    return family_of(name) != nullptr;
}

bool may_stand_in(std::string_view parent, std::string_view name)
{
    const auto* outer = family_of(parent);
    const auto* inner = family_of(name);
    return outer && inner && inner->in.find(outer->letter) != std::string_view::npos;
}

bool holds_text(std::string_view name)
{
    static const auto all = [] {
        std::unordered_set<std::string_view> names;
        each_word(with_text, [&](auto word) { names.insert(word); });
        return names;
    }();
    return all.contains(name);
}

}
