// SPDX-License-Identifier: MIT
// Tables and spreadsheets (ODF 1.3 part 3, 9).
#include "sanitizer/rebuild/odf/vocabulary/vocabulary.h"

namespace rebuild_odf {

std::string_view sheet_words()
{
    return R"([declaration: body]
table:calculation-settings | table:case-sensitive table:precision-as-shown table:search-criteria-must-apply-to-whole-cell table:automatic-find-labels table:use-regular-expressions table:use-wildcards table:null-year
table:database-ranges
^table:dde-links ^table:content-validations
-table:content-validation(data-validation)
-table:dde-link(data-connection) -table:data-pilot-tables(pivot-table) -table:consolidation(data-connection)
-table:label-ranges
[names: body table]
table:named-expressions
[declared: declaration names]
table:null-date | table:date-value:Date table:value-type
table:iteration | table:status table:steps table:maximum-difference
*table:named-range | !table:name:Identifier !table:cell-range-address:Range table:base-cell-address:Range table:range-usable-as
*table:named-expression | !table:name:Identifier table:base-cell-address:Range table:expression:Made
table:database-range | table:name:Name !table:target-range-address:Range table:display-filter-buttons table:contains-header table:orientation
-table:database-source-sql(data-connection) -table:database-source-table(data-connection)
-table:database-source-query(data-connection) -table:filter(filter) -table:sort(filter) -table:subtotal-rules(filter)
[table: body story region flow cell shape content]
*table:table | table:name:Name table:style-name:Name table:template-name:Name table:print table:print-ranges:Range table:use-banding-columns-styles table:use-banding-rows-styles table:use-first-column-styles table:use-first-row-styles table:use-last-column-styles table:use-last-row-styles xml:id:Identifier
[shapes: table]
table:shapes
=table:title =table:desc
-table:table-source(external-link) -table:scenario(scenario) -table:table-protection(protection)
-table:detective -calcext:conditional-formats(conditional-format) -calcext:sparkline-groups(drawing)
[row: table row]
table:table-columns table:table-header-columns table:table-rows table:table-header-rows
table:table-column-group table:table-row-group | table:display
table:table-column | table:number-columns-repeated:Count table:style-name:Name table:default-cell-style-name:Name table:visibility xml:id:Identifier
table:table-row | table:number-rows-repeated:Count table:style-name:Name table:default-cell-style-name:Name table:visibility xml:id:Identifier
[cell: row]
*table:table-cell *table:covered-table-cell | table:number-columns-repeated:Count table:number-columns-spanned:Count table:number-rows-spanned:Count table:number-matrix-columns-spanned:Count table:number-matrix-rows-spanned:Count table:style-name:Name office:value-type office:value office:currency:Name office:date-value:Date office:time-value:Date office:boolean-value office:string-value:Text xml:id:Identifier table:formula:Made
-table:cell-range-source(external-link)
)";
}

}
