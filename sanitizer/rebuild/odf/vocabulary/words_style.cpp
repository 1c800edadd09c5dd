// SPDX-License-Identifier: MIT
// Styles and pages (ODF 1.3 part 3, 3, 16, 17), formatting attributes (20), number formats (16.29).
#include "sanitizer/rebuild/odf/vocabulary/vocabulary.h"

namespace rebuild_odf {

std::string_view style_words()
{
    return R"([root:]
office:document-content office:document-styles
[part: root]
office:font-face-decls office:styles office:automatic-styles office:master-styles
^office:scripts
-office:script(script)
[font: part]
style:font-face | !style:name:Name svg:font-family:Name style:font-adornments:Name style:font-charset style:font-family-generic style:font-pitch svg:panose-1
-svg:font-face-src(embedded-font) -svg:definition-src(embedded-font)
[style: part]
*style:style | !style:name:Name style:display-name:Name !style:family style:class style:parent-style-name:Name style:next-style-name:Name style:list-style-name:Name style:list-level style:master-page-name:Name style:data-style-name:Name style:percentage-data-style-name:Name style:default-outline-level style:auto-update
style:default-style | !style:family
style:page-layout | !style:name:Name style:page-usage
style:default-page-layout
text:outline-style | style:name:Name
text:notes-configuration | text:note-class text:citation-style-name:Name text:citation-body-style-name:Name text:default-style-name:Name text:master-page-name:Name text:start-value text:start-numbering-at text:footnotes-position style:num-format:Name style:num-prefix:Text style:num-suffix:Text
text:linenumbering-configuration | text:number-lines text:increment text:number-position text:offset text:style-name:Name text:count-empty-lines text:count-in-text-boxes text:restart-on-page style:num-format:Name
-text:bibliography-configuration
draw:gradient | !draw:name:Name draw:display-name:Name draw:style draw:cx draw:cy draw:start-color draw:end-color draw:start-intensity draw:end-intensity draw:angle draw:border
draw:hatch | !draw:name:Name draw:display-name:Name draw:style draw:color draw:distance draw:rotation
draw:marker | !draw:name:Name draw:display-name:Name svg:viewBox svg:d:Geometry
draw:stroke-dash | !draw:name:Name draw:display-name:Name draw:style draw:dots1 draw:dots1-length draw:dots2 draw:dots2-length draw:distance
draw:opacity | !draw:name:Name draw:display-name:Name draw:style draw:cx draw:cy draw:start draw:end draw:angle draw:border
*draw:fill-image | !draw:name:Name draw:display-name:Name svg:width svg:height
style:presentation-page-layout | !style:name:Name style:display-name:Name
-table:table-template
number:number-style number:currency-style number:percentage-style number:date-style number:time-style number:boolean-style number:text-style | !style:name:Name style:display-name:Name number:language number:country number:script number:rfc-language-tag number:automatic-order number:format-source number:truncate-on-overflow style:volatile number:transliteration-format:Text number:transliteration-language number:transliteration-country number:transliteration-style
[number: style]
number:number | number:decimal-places number:min-decimal-places number:min-integer-digits number:grouping number:display-factor number:decimal-replacement:Text
number:scientific-number | number:decimal-places number:min-decimal-places number:min-integer-digits number:min-exponent-digits number:exponent-interval number:forced-exponent-sign number:grouping
number:fraction | number:min-integer-digits number:min-numerator-digits number:min-denominator-digits number:max-denominator-value number:denominator-value number:grouping
=number:currency-symbol | number:language number:country number:script number:rfc-language-tag
=number:text =number:fill-character
number:day number:month number:year number:era number:day-of-week number:week-of-year number:quarter | number:style number:calendar number:textual number:possessive-form
number:hours number:minutes number:seconds | number:style number:decimal-places
number:am-pm number:boolean number:text-content
[numberpart: number]
=number:embedded-text | number:position
[property: style property level]
@format fo:background-color fo:border fo:border-top fo:border-bottom fo:border-left fo:border-right fo:break-after
@format fo:break-before fo:clip:Geometry fo:color fo:column-count fo:column-gap fo:country fo:end-indent
@format fo:font-family:Name fo:font-size fo:font-style fo:font-variant fo:font-weight fo:height fo:hyphenate
@format fo:hyphenation-keep fo:hyphenation-ladder-count fo:hyphenation-push-char-count
@format fo:hyphenation-remain-char-count fo:keep-together fo:keep-with-next fo:language fo:letter-spacing
@format fo:line-height fo:margin fo:margin-bottom fo:margin-left fo:margin-right fo:margin-top fo:max-height
@format fo:max-width fo:min-height fo:min-width fo:orphans fo:padding fo:padding-bottom fo:padding-left
@format fo:padding-right fo:padding-top fo:page-height fo:page-width fo:script fo:space-after fo:space-before
@format fo:start-indent fo:text-align fo:text-align-last fo:text-indent fo:text-shadow fo:text-transform fo:widows
@format fo:width fo:wrap-option
@format style:auto-text-indent style:background-transparency style:border-line-width style:border-line-width-top
@format style:border-line-width-bottom style:border-line-width-left style:border-line-width-right style:cell-protect
@format style:color style:column-width style:contextual-spacing style:country-asian style:country-complex
@format style:decimal-places style:diagonal-bl-tr style:diagonal-bl-tr-widths style:diagonal-tl-br
@format style:diagonal-tl-br-widths style:direction style:display style:dynamic-spacing style:editable
@format style:first-page-number style:flow-with-text style:font-charset style:font-charset-asian
@format style:font-charset-complex style:font-family-asian:Name style:font-family-complex:Name
@format style:font-family-generic style:font-family-generic-asian style:font-family-generic-complex
@format style:font-independent-line-spacing style:font-name:Name style:font-name-asian:Name
@format style:font-name-complex:Name style:font-pitch style:font-pitch-asian style:font-pitch-complex
@format style:font-relief style:font-size-asian style:font-size-complex style:font-size-rel
@format style:font-size-rel-asian style:font-size-rel-complex style:font-style-asian style:font-style-complex
@format style:font-style-name:Name style:font-style-name-asian:Name style:font-style-name-complex:Name
@format style:font-weight-asian style:font-weight-complex style:footnote-max-height style:glyph-orientation-vertical
@format style:horizontal-pos style:horizontal-rel style:join-border style:justify-single-word style:language-asian
@format style:language-complex style:layout-grid-base-height style:layout-grid-base-width style:layout-grid-color
@format style:layout-grid-display style:layout-grid-lines style:layout-grid-mode style:layout-grid-print
@format style:layout-grid-ruby-below style:layout-grid-ruby-height style:layout-grid-snap-to
@format style:layout-grid-standard-mode style:letter-kerning style:line-break style:line-height-at-least
@format style:line-spacing style:may-break-between-rows style:min-row-height style:mirror style:num-format:Name
@format style:num-letter-sync style:num-prefix:Text style:num-suffix:Text style:number-wrapped-paragraphs
@format style:overflow-behavior style:page-number style:paper-tray-name:Name style:print style:print-content
@format style:print-orientation style:print-page-order style:protect style:punctuation-wrap style:register-true
@format style:register-truth-ref-style-name:Name style:rel-column-width style:rel-height style:rel-width
@format style:repeat style:repeat-content style:rfc-language-tag style:rfc-language-tag-asian
@format style:rfc-language-tag-complex style:rotation-align style:rotation-angle style:row-height style:ruby-align
@format style:ruby-position style:run-through style:scale-to style:scale-to-X style:scale-to-Y style:scale-to-pages
@format style:script-asian style:script-complex style:script-type style:shadow style:shrink-to-fit
@format style:snap-to-layout-grid style:tab-stop-distance style:table-centering style:text-align-source
@format style:text-autospace style:text-blinking style:text-combine style:text-combine-end-char:Text
@format style:text-combine-start-char:Text style:text-emphasize style:text-line-through-color
@format style:text-line-through-mode style:text-line-through-style style:text-line-through-text:Text
@format style:text-line-through-text-style:Name style:text-line-through-type style:text-line-through-width
@format style:text-outline style:text-overline-color style:text-overline-mode style:text-overline-style
@format style:text-overline-type style:text-overline-width style:text-position style:text-rotation-angle
@format style:text-rotation-scale style:text-scale style:text-underline-color style:text-underline-mode
@format style:text-underline-style style:text-underline-type style:text-underline-width
@format style:use-optimal-column-width style:use-optimal-row-height style:use-window-font-color style:vertical-align
@format style:vertical-pos style:vertical-rel style:width style:wrap style:wrap-contour style:wrap-contour-mode
@format style:wrap-dynamic-threshold style:writing-mode style:writing-mode-automatic
@format draw:aspect draw:auto-grow-height draw:auto-grow-width draw:background-size draw:blue draw:caption-angle
@format draw:caption-angle-type draw:caption-escape draw:caption-escape-direction draw:caption-fit-line-length
@format draw:caption-gap draw:caption-line-length draw:caption-type draw:color-inversion draw:color-mode
@format draw:contrast draw:decimal-places draw:draw-aspect draw:end-guide draw:end-line-spacing-horizontal
@format draw:end-line-spacing-vertical draw:fill draw:fill-color draw:fill-gradient-name:Name
@format draw:fill-hatch-name:Name draw:fill-hatch-solid draw:fill-image-height draw:fill-image-name:Name
@format draw:fill-image-ref-point draw:fill-image-ref-point-x draw:fill-image-ref-point-y draw:fill-image-width
@format draw:fit-to-contour draw:fit-to-size draw:frame-display-border draw:frame-display-scrollbar
@format draw:frame-margin-horizontal draw:frame-margin-vertical draw:gamma draw:gradient-step-count draw:green
@format draw:guide-distance draw:guide-overhang draw:image-opacity draw:line-distance draw:luminance draw:marker-end
@format draw:marker-end-center draw:marker-end-width draw:marker-start:Name draw:marker-start-center
@format draw:marker-start-width draw:measure-align draw:measure-vertical-align draw:opacity draw:opacity-name:Name
@format draw:parallel draw:placing draw:red draw:secondary-fill-color draw:shadow draw:shadow-color
@format draw:shadow-offset-x draw:shadow-offset-y draw:shadow-opacity draw:show-unit draw:start-guide
@format draw:start-line-spacing-horizontal draw:start-line-spacing-vertical draw:stroke draw:stroke-dash:Name
@format draw:stroke-dash-names:Name draw:stroke-linejoin draw:symbol-color draw:textarea-horizontal-align
@format draw:textarea-vertical-align draw:tile-repeat-offset draw:unit draw:wrap-influence-on-position svg:fill-rule
@format svg:height svg:stroke-color svg:stroke-linecap svg:stroke-opacity svg:stroke-width svg:width svg:x svg:y
@format table:align table:border-model table:display table:tab-color text:anchor-page-number text:anchor-type
@format text:display text:dont-balance-text-columns text:line-number text:number-lines
@format presentation:background-objects-visible presentation:background-visible presentation:display-date-time
@format presentation:display-footer presentation:display-header presentation:display-page-number
@format presentation:duration presentation:transition-speed presentation:transition-style
@format presentation:transition-type presentation:visibility smil:direction smil:fadeColor smil:subtype smil:type
style:text-properties style:paragraph-properties style:section-properties style:ruby-properties style:table-column-properties style:table-row-properties style:table-cell-properties style:page-layout-properties style:header-footer-properties | @format
*style:graphic-properties *style:drawing-page-properties *style:table-properties | @format
style:header-style style:footer-style style:tab-stops
style:map | !style:condition:Condition !style:apply-style-name:Name style:base-cell-address:Range
style:tab-stop | style:position style:type style:char:Text style:leader-color style:leader-style style:leader-text:Text style:leader-text-style:Name style:leader-type style:leader-width
style:drop-cap | style:length style:lines style:distance style:style-name:Name
style:columns | fo:column-count fo:column-gap
style:column | style:rel-width fo:start-indent fo:end-indent fo:space-before fo:space-after
style:column-sep | style:style style:width style:height style:vertical-align style:color
style:footnote-sep | style:width style:color style:line-style style:adjustment style:rel-width style:distance-before-sep style:distance-after-sep
*style:background-image | style:position style:repeat draw:opacity style:filter-name:Made
=text:linenumbering-separator | text:increment
-presentation:sound(media) -loext:graphic-properties -loext:theme
presentation:placeholder | presentation:object svg:x svg:y svg:width svg:height
[liststyle: part property]
text:list-style | style:name:Name style:display-name:Name text:consecutive-numbering
[level: style liststyle]
@level !text:level text:style-name:Name style:num-format:Name style:num-letter-sync style:num-prefix:Text style:num-suffix:Text text:display-levels text:start-value text:bullet-char:Text text:bullet-relative-size
text:list-level-style-number text:list-level-style-bullet text:outline-level-style | @level
*text:list-level-style-image | @level
[levelpart: level levelpart]
style:list-level-properties | text:space-before text:min-label-width text:min-label-distance text:list-level-position-and-space-mode fo:text-align fo:height fo:width style:font-name:Name style:vertical-pos style:vertical-rel svg:y
style:list-level-label-alignment | text:label-followed-by text:list-tab-stop-position fo:text-indent fo:margin-left
[master: part]
style:master-page style:handout-master | style:name:Name style:display-name:Name style:page-layout-name:Name style:next-style-name:Name draw:style-name:Name presentation:presentation-page-layout-name:Name presentation:use-header-name:Name presentation:use-footer-name:Name presentation:use-date-time-name:Name
draw:layer-set
[layer: master]
draw:layer | !draw:name:Name draw:protected draw:display
[story: master]
style:header style:header-left style:header-first style:footer style:footer-left style:footer-first | style:display
[region: story]
style:region-left style:region-center style:region-right
)";
}

}
