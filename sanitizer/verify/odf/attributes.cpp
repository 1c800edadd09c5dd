// SPDX-License-Identifier: MIT
// Attributes by what may stand in them, whatever the element. Those that only some elements have
// are in elements.cpp.
#include "sanitizer/verify/odf/grammar.h"

namespace verify_odf {

const std::string_view attributes_of_quantities = R"(
draw:align draw:angle draw:aspect draw:auto-grow-height draw:auto-grow-width draw:background-size draw:blue
draw:border draw:caption-angle draw:caption-angle-type draw:caption-escape draw:caption-escape-direction
draw:caption-fit-line-length draw:caption-gap draw:caption-line-length draw:caption-point-x draw:caption-point-y
draw:caption-type draw:color draw:color-inversion draw:color-mode draw:concave draw:concentric-gradient-fill-allowed
draw:contrast draw:corner-radius draw:corners draw:cx draw:cy draw:decimal-places draw:display draw:distance
draw:dots1 draw:dots1-length draw:dots2 draw:dots2-length draw:draw-aspect draw:end draw:end-angle draw:end-color
draw:end-glue-point draw:end-guide draw:end-intensity draw:end-line-spacing-horizontal
draw:end-line-spacing-vertical draw:escape-direction draw:extrusion draw:extrusion-allowed draw:fill draw:fill-color
draw:fill-hatch-solid draw:fill-image-height draw:fill-image-ref-point draw:fill-image-ref-point-x
draw:fill-image-ref-point-y draw:fill-image-width draw:fit-to-contour draw:fit-to-size draw:frame-display-border
draw:frame-display-scrollbar draw:frame-margin-horizontal draw:frame-margin-vertical draw:gamma draw:glue-point-type
draw:gradient-step-count draw:green draw:guide-distance draw:guide-overhang draw:handle-mirror-horizontal
draw:handle-mirror-vertical draw:handle-switched draw:image-opacity draw:kind draw:line-distance draw:line-skew
draw:luminance draw:marker-end draw:marker-end-center draw:marker-end-width draw:marker-start-center
draw:marker-start-width draw:measure-align draw:measure-vertical-align draw:mirror-horizontal draw:mirror-vertical
draw:opacity draw:page-number draw:parallel draw:path-stretchpoint-x draw:path-stretchpoint-y draw:placing
draw:protected draw:red draw:rotation draw:secondary-fill-color draw:shadow draw:shadow-color draw:shadow-offset-x
draw:shadow-offset-y draw:shadow-opacity draw:sharpness draw:show-unit draw:start draw:start-angle draw:start-color
draw:start-glue-point draw:start-guide draw:start-intensity draw:start-line-spacing-horizontal
draw:start-line-spacing-vertical draw:stroke draw:stroke-linejoin draw:style draw:symbol-color draw:text-path
draw:text-path-allowed draw:text-path-mode draw:text-path-same-letter-heights draw:text-path-scale
draw:text-rotate-angle draw:textarea-horizontal-align draw:textarea-vertical-align draw:tile-repeat-offset draw:type
draw:unit draw:wrap-influence-on-position draw:z-index fo:background-color fo:border fo:border-bottom fo:border-left
fo:border-right fo:border-top fo:break-after fo:break-before fo:color fo:column-count fo:column-gap fo:country
fo:end-indent fo:font-size fo:font-style fo:font-variant fo:font-weight fo:height fo:hyphenate fo:hyphenation-keep
fo:hyphenation-ladder-count fo:hyphenation-push-char-count fo:hyphenation-remain-char-count fo:keep-together
fo:keep-with-next fo:language fo:letter-spacing fo:line-height fo:margin fo:margin-bottom fo:margin-left
fo:margin-right fo:margin-top fo:max-height fo:max-width fo:min-height fo:min-width fo:orphans fo:padding
fo:padding-bottom fo:padding-left fo:padding-right fo:padding-top fo:page-height fo:page-width fo:script
fo:space-after fo:space-before fo:start-indent fo:text-align fo:text-align-last fo:text-indent fo:text-shadow
fo:text-transform fo:widows fo:width fo:wrap-option number:automatic-order number:calendar number:country
number:decimal-places number:denominator-value number:display-factor number:exponent-interval
number:forced-exponent-sign number:format-source number:grouping number:language number:max-denominator-value
number:min-decimal-places number:min-denominator-digits number:min-exponent-digits number:min-integer-digits
number:min-numerator-digits number:position number:possessive-form number:rfc-language-tag number:script
number:style number:textual number:transliteration-country number:transliteration-language
number:transliteration-style number:truncate-on-overflow office:boolean-value office:display office:value
office:value-type presentation:background-objects-visible presentation:background-visible presentation:class
presentation:display-date-time presentation:display-footer presentation:display-header
presentation:display-page-number presentation:duration presentation:object presentation:placeholder
presentation:source presentation:transition-speed presentation:transition-style presentation:transition-type
presentation:user-transformed presentation:visibility smil:direction smil:fadeColor smil:subtype smil:type
style:adjustment style:auto-text-indent style:auto-update style:background-transparency style:border-line-width
style:border-line-width-bottom style:border-line-width-left style:border-line-width-right
style:border-line-width-top style:cell-protect style:class style:color style:column-width style:contextual-spacing
style:country-asian style:country-complex style:decimal-places style:default-outline-level style:diagonal-bl-tr
style:diagonal-bl-tr-widths style:diagonal-tl-br style:diagonal-tl-br-widths style:direction style:display
style:distance style:distance-after-sep style:distance-before-sep style:dynamic-spacing style:editable style:family
style:first-page-number style:flow-with-text style:font-charset style:font-charset-asian style:font-charset-complex
style:font-family-generic style:font-family-generic-asian style:font-family-generic-complex
style:font-independent-line-spacing style:font-pitch style:font-pitch-asian style:font-pitch-complex
style:font-relief style:font-size-asian style:font-size-complex style:font-size-rel style:font-size-rel-asian
style:font-size-rel-complex style:font-style-asian style:font-style-complex style:font-weight-asian
style:font-weight-complex style:footnote-max-height style:glyph-orientation-vertical style:height
style:horizontal-pos style:horizontal-rel style:join-border style:justify-single-word style:language-asian
style:language-complex style:layout-grid-base-height style:layout-grid-base-width style:layout-grid-color
style:layout-grid-display style:layout-grid-lines style:layout-grid-mode style:layout-grid-print
style:layout-grid-ruby-below style:layout-grid-ruby-height style:layout-grid-snap-to style:layout-grid-standard-mode
style:leader-color style:leader-style style:leader-type style:leader-width style:length style:letter-kerning
style:line-break style:line-height-at-least style:line-spacing style:line-style style:lines style:list-level
style:may-break-between-rows style:min-row-height style:mirror style:num-letter-sync
style:number-wrapped-paragraphs style:overflow-behavior style:page-number style:page-usage style:position
style:print style:print-content style:print-orientation style:print-page-order style:protect style:punctuation-wrap
style:register-true style:rel-column-width style:rel-height style:rel-width style:repeat style:repeat-content
style:rfc-language-tag style:rfc-language-tag-asian style:rfc-language-tag-complex style:rotation-align
style:rotation-angle style:row-height style:ruby-align style:ruby-position style:run-through style:scale-to
style:scale-to-X style:scale-to-Y style:scale-to-pages style:script-asian style:script-complex style:script-type
style:shadow style:shrink-to-fit style:snap-to-layout-grid style:style style:tab-stop-distance style:table-centering
style:text-align-source style:text-autospace style:text-blinking style:text-combine style:text-emphasize
style:text-line-through-color style:text-line-through-mode style:text-line-through-style
style:text-line-through-type style:text-line-through-width style:text-outline style:text-overline-color
style:text-overline-mode style:text-overline-style style:text-overline-type style:text-overline-width
style:text-position style:text-rotation-angle style:text-rotation-scale style:text-scale style:text-underline-color
style:text-underline-mode style:text-underline-style style:text-underline-type style:text-underline-width style:type
style:use-optimal-column-width style:use-optimal-row-height style:use-window-font-color style:vertical-align
style:vertical-pos style:vertical-rel style:volatile style:width style:with-tab style:wrap style:wrap-contour
style:wrap-contour-mode style:wrap-dynamic-threshold style:writing-mode style:writing-mode-automatic svg:cx svg:cy
svg:fill-rule svg:height svg:panose-1 svg:r svg:rx svg:ry svg:stroke-color svg:stroke-linecap svg:stroke-opacity
svg:stroke-width svg:viewBox svg:width svg:x svg:x1 svg:x2 svg:y svg:y1 svg:y2 table:align table:allow-empty-cell
table:automatic-find-labels table:border-model table:case-sensitive table:contains-header table:display
table:display-filter-buttons table:display-list table:end-x table:end-y table:maximum-difference table:null-year
table:orientation table:precision-as-shown table:print table:range-usable-as
table:search-criteria-must-apply-to-whole-cell table:status table:steps table:tab-color table:table-background
table:use-banding-columns-styles table:use-banding-rows-styles table:use-first-column-styles
table:use-first-row-styles table:use-last-column-styles table:use-last-row-styles table:use-regular-expressions
table:use-wildcards table:value-type table:visibility text:alphabetical-separators text:anchor-page-number
text:anchor-type text:bibliography-data-field text:bibliography-type text:bullet-relative-size
text:capitalize-entries text:caption-sequence-format text:combine-entries text:combine-entries-with-dash
text:combine-entries-with-pp text:comma-separated text:consecutive-numbering text:continue-numbering
text:copy-outline-levels text:count-empty-lines text:count-in-text-boxes text:display text:display-levels
text:display-outline-level text:dont-balance-text-columns text:footnotes-position text:ignore-case text:increment
text:index-scope text:is-list-header text:label-followed-by text:level text:line-number
text:list-level-position-and-space-mode text:list-tab-stop-position text:main-entry text:min-label-distance
text:min-label-width text:note-class text:number-lines text:number-position text:offset text:outline-level
text:page-adjust text:protected text:reference-format text:relative-tab-stop-position text:restart-numbering
text:restart-on-page text:select-page text:sort-algorithm text:space-before text:start-numbering-at text:start-value
text:tab-ref text:use-caption text:use-chart-objects text:use-draw-objects text:use-floating-frames
text:use-graphics text:use-index-marks text:use-index-source-styles text:use-keys-as-entries text:use-math-objects
text:use-objects text:use-other-objects text:use-outline-level text:use-soft-page-breaks
text:use-spreadsheet-objects text:use-tables
)";

const std::string_view attributes_of_names = R"(
draw:display-name draw:fill-gradient-name draw:fill-hatch-name draw:fill-image-name draw:layer draw:marker-start
draw:master-page-name draw:name draw:opacity-name draw:stroke-dash draw:stroke-dash-names draw:style-name
draw:text-style-name fo:font-family office:currency office:name office:title presentation:name style:num-format
presentation:presentation-page-layout-name presentation:style-name presentation:use-date-time-name
presentation:use-footer-name presentation:use-header-name style:apply-style-name style:data-style-name
style:display-name style:font-adornments style:font-family-asian style:font-family-complex style:font-name
style:font-name-asian style:font-name-complex style:font-style-name style:font-style-name-asian
style:font-style-name-complex style:leader-text-style style:list-style-name style:master-page-name style:name
style:next-style-name style:page-layout-name style:paper-tray-name style:parent-style-name
style:percentage-data-style-name style:register-truth-ref-style-name style:style-name
style:text-line-through-text-style svg:font-family table:default-cell-style-name
table:name table:style-name table:template-name text:caption-sequence-name text:citation-body-style-name
text:citation-style-name text:default-style-name text:index-name text:main-entry-style-name text:master-page-name
text:name text:ref-name text:style-name text:style-override text:visited-style-name
)";

const std::string_view attributes_of_words = R"(
number:decimal-replacement number:transliteration-format office:string-value style:char style:leader-char
style:leader-text style:num-prefix style:num-suffix style:text-combine-end-char style:text-combine-start-char
style:text-line-through-text table:title text:bullet-char text:key1 text:key2 text:label text:separation-character
text:string-value
)";

const std::string_view attributes_of_shapes = R"(
draw:enhanced-path draw:formula draw:glue-point-leaving-directions draw:glue-points draw:handle-polar
draw:handle-position draw:handle-radius-range-maximum draw:handle-radius-range-minimum draw:handle-range-x-maximum
draw:handle-range-x-minimum draw:handle-range-y-maximum draw:handle-range-y-minimum draw:modifiers draw:points
draw:text-areas draw:transform fo:clip svg:d
)";

const std::string_view attributes_of_cells = R"(
style:base-cell-address table:base-cell-address table:cell-range-address table:end-cell-address table:print-ranges
table:target-range-address
)";

const std::string_view attributes_of_dates = "office:date-value office:time-value table:date-value";
const std::string_view attributes_of_identifiers = R"(
draw:end-shape draw:id draw:start-shape text:continue-list text:id text:list-id xml:id
)";
const std::string_view attributes_of_counts = R"(
table:number-columns-repeated table:number-columns-spanned table:number-matrix-columns-spanned
table:number-matrix-rows-spanned table:number-rows-repeated table:number-rows-spanned
)";

}
