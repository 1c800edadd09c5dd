// SPDX-License-Identifier: MIT
// Text (ODF 1.3 part 3, 4 to 8): paragraphs, lists, sections, notes, fields, indexes, annotations.
#include "sanitizer/rebuild/odf/vocabulary/vocabulary.h"

namespace rebuild_odf {

std::string_view text_words()
{
    return R"([around: root]
office:body
[body: around]
office:text | text:use-soft-page-breaks
office:spreadsheet office:presentation
[story: body]
^office:forms ^text:tracked-changes ^table:tracked-changes ^office:event-listeners ^presentation:event-listener(action)
-script:event-listener(script) -form:form(form) -xforms:model(form)
-text:changed-region(tracked-change) -table:cell-content-change(tracked-change) -table:insertion(tracked-change)
-table:deletion(tracked-change) -table:movement(tracked-change) -text:change -text:change-start -text:change-end
[declaration: body]
text:sequence-decls
^text:dde-connection-decls
-text:dde-connection-decl(data-connection) -text:variable-decls -text:user-field-decls
-text:alphabetical-index-auto-mark-file(external-link)
[declared: declaration names]
text:sequence-decl | !text:name:Identifier text:display-outline-level text:separation-character:Text
[flow: body story region flow cell shape inline block note annotation content]
text:list | text:style-name:Name xml:id:Identifier text:continue-list:Identifier text:continue-numbering
text:list-item text:list-header | text:start-value text:style-override:Name xml:id:Identifier
text:numbered-paragraph | text:list-id:Identifier text:level text:style-name:Name text:continue-numbering text:start-value
text:section | text:style-name:Name text:name:Name text:display xml:id:Identifier
text:table-of-content text:illustration-index text:table-index text:object-index text:user-index text:alphabetical-index text:bibliography | text:style-name:Name text:name:Name text:protected xml:id:Identifier
text:index-body
text:index-title | text:style-name:Name text:name:Name
-text:section-source(external-link) -office:dde-source(data-connection) -text:soft-page-break
[source: flow]
@source text:outline-level text:use-outline-level text:use-index-marks text:use-index-source-styles text:index-scope text:relative-tab-stop-position text:use-caption text:caption-sequence-name:Name text:caption-sequence-format text:use-spreadsheet-objects text:use-math-objects text:use-draw-objects text:use-chart-objects text:use-other-objects text:use-graphics text:use-tables text:use-floating-frames text:use-objects text:copy-outline-levels text:index-name:Name text:ignore-case text:main-entry-style-name:Name text:alphabetical-separators text:combine-entries text:combine-entries-with-dash text:combine-entries-with-pp text:use-keys-as-entries text:capitalize-entries text:comma-separated fo:language fo:country text:sort-algorithm
text:table-of-content-source text:illustration-index-source text:table-index-source text:object-index-source text:user-index-source text:alphabetical-index-source text:bibliography-source | @source
[template: source]
text:table-of-content-entry-template text:illustration-index-entry-template text:table-index-entry-template text:object-index-entry-template text:user-index-entry-template text:alphabetical-index-entry-template text:bibliography-entry-template | text:outline-level text:style-name:Name text:bibliography-type
=text:index-title-template | text:style-name:Name
text:index-source-styles | text:outline-level
[entry: template]
text:index-entry-chapter text:index-entry-text text:index-entry-page-number text:index-entry-link-start text:index-entry-link-end | text:style-name:Name text:display text:outline-level
=text:index-entry-span | text:style-name:Name
text:index-entry-tab-stop | text:style-name:Name style:type style:position style:leader-char:Text style:with-tab
text:index-entry-bibliography | text:style-name:Name text:bibliography-data-field
text:index-source-style | text:style-name:Name
[block: body story region flow cell shape annotation note content]
=text:p | text:style-name:Name text:id:Identifier xml:id:Identifier
=text:h | text:style-name:Name text:outline-level text:restart-numbering text:start-value text:is-list-header text:id:Identifier xml:id:Identifier
[number: flow block]
=text:number
[inline: block inline shape]
=text:span | text:style-name:Name
*=text:a | text:style-name:Name text:visited-style-name:Name office:name:Name office:title:Name xlink:href:Made xlink:type:Made
text:s | text:c:Blanks
text:tab | text:tab-ref
text:line-break
text:bookmark text:bookmark-start text:bookmark-end text:reference-mark text:reference-mark-start text:reference-mark-end | !text:name:Name xml:id:Identifier
text:toc-mark text:toc-mark-start text:toc-mark-end text:user-index-mark text:user-index-mark-start text:user-index-mark-end text:alphabetical-index-mark text:alphabetical-index-mark-start text:alphabetical-index-mark-end | text:id:Identifier text:index-name:Name text:outline-level text:string-value:Text text:key1:Text text:key2:Text text:main-entry
text:note | text:id:Identifier text:note-class
text:ruby | text:style-name:Name
=text:page-number | style:num-format:Name style:num-letter-sync text:page-adjust text:select-page
=text:page-continuation | text:select-page text:string-value:Text
=text:page-count | style:num-format:Name style:num-letter-sync
=text:chapter | text:display text:outline-level
=text:sheet-name
=text:bookmark-ref =text:reference-ref =text:note-ref =text:sequence-ref | text:ref-name:Name text:reference-format text:note-class
*=text:sequence | !text:name:Identifier text:ref-name:Name style:num-format:Name style:num-letter-sync text:formula:Made
=presentation:header =presentation:footer =presentation:date-time
^text:meta ^text:meta-field ^loext:content-control ^loext:fieldmark
^text:date(field) ^text:time(field) ^text:title(field) ^text:subject(field) ^text:keywords(field) ^text:description(field)
^text:creator(field) ^text:initial-creator(field) ^text:creation-date(field) ^text:creation-time(field)
^text:modification-date(field) ^text:modification-time(field) ^text:print-date(field) ^text:print-time(field)
^text:printed-by(field) ^text:editing-cycles(field) ^text:editing-duration(field) ^text:file-name(field)
^text:template-name(field) ^text:user-defined(field) ^text:author-name(field) ^text:author-initials(field)
^text:sender-firstname(field) ^text:sender-lastname(field) ^text:sender-initials(field) ^text:sender-title(field)
^text:sender-position(field) ^text:sender-email(field) ^text:sender-phone-private(field) ^text:sender-fax(field)
^text:sender-company(field) ^text:sender-phone-work(field) ^text:sender-street(field) ^text:sender-city(field)
^text:sender-postal-code(field) ^text:sender-country(field) ^text:sender-state-or-province(field)
^text:paragraph-count(field) ^text:word-count(field) ^text:character-count(field) ^text:table-count(field)
^text:image-count(field) ^text:object-count(field) ^text:variable-set(field) ^text:variable-get(field)
^text:variable-input(field) ^text:user-field-get(field) ^text:user-field-input(field) ^text:expression(field)
^text:text-input(field) ^text:placeholder(field) ^text:conditional-text(field) ^text:hidden-text(field)
^text:hidden-paragraph(field) ^text:page-variable-set(field) ^text:page-variable-get(field) ^text:measure(field)
^text:table-formula(field) ^text:drop-down(field) ^text:bibliography-mark(field) -text:label
^text:execute-macro(active-field) ^text:dde-connection(active-field) ^text:database-display(active-field)
^text:database-name(active-field) ^text:database-row-number(active-field) -text:database-next(active-field)
-text:database-row-select(active-field) -text:script(script) -form:connection-resource
[note: inline]
=text:note-citation | text:label:Text
text:note-body
[ruby: inline]
=text:ruby-base
=text:ruby-text | text:style-name:Name
[annotation: block inline cell shape page body]
*office:annotation | office:name:Name office:display draw:style-name:Name draw:text-style-name:Name svg:x svg:y svg:width svg:height
*office:annotation-end | office:name:Name
[annotated: annotation]
=dc:creator =meta:creator-initials
=dc:date =meta:date-string
)";
}

}
