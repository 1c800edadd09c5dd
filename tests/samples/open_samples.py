# SPDX-License-Identifier: MIT
"""A report, a ledger and a show as people write them: all that a rebuilt ODT, ODS or ODP keeps."""
from open_constructs import PICTURE
from open_documents import cell, document, image, paragraph, slide, table, text_frame

AUTOMATIC = """<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-align="center" fo:margin-left="1cm" fo:border="0.05pt solid #000000"/>
<style:text-properties fo:font-weight="bold" fo:color="#ff0000" style:font-name-asian="MS 明朝"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties style:text-underline-style="solid"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ...">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment
text:label-followed-by="listtab" fo:margin-left="1cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>
<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text><number:month/>
<number:text>月</number:text></number:date-style><number:number-style style:name="N2"><number:number number:decimal-places="2"
number:min-integer-digits="1" number:grouping="true"/></number:number-style><number:number-style style:name="N3"><number:text>-</number:text>
<number:number number:decimal-places="2"/><style:map style:condition="value()&gt;=0" style:apply-style-name="N2"/></number:number-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N3"><style:table-cell-properties
fo:background-color="#ffff00"/></style:style><style:style style:name="dp1" style:family="drawing-page"><style:drawing-page-properties
presentation:transition-speed="slow" draw:fill="solid" draw:fill-color="#eeeeee"/></style:style>"""
STYLES = """<style:default-style style:family="paragraph"><style:text-properties fo:font-size="10.5pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/><style:style style:name="Heading_20_1"
style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"><style:text-properties fo:font-size="18pt"/>
</style:style><draw:gradient draw:name="g" draw:style="linear" draw:start-color="#000000" draw:end-color="#ffffff"/>"""
HEADER = ("<style:header><text:p>上の余白</text:p></style:header><style:footer><text:p>下の余白 "
          "<text:page-number text:select-page=\"current\">1</text:page-number></text:p></style:footer>")
TEXT = (
    '<text:sequence-decls><text:sequence-decl text:display-outline-level="0" text:name="Figure"/></text:sequence-decls>'
    '<text:table-of-content text:name="目次1"><text:table-of-content-source text:outline-level="3"><text:index-title-template>目次'
    '</text:index-title-template><text:table-of-content-entry-template text:outline-level="1" text:style-name="Standard">'
    '<text:index-entry-text/><text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
    '</text:table-of-content-entry-template></text:table-of-content-source><text:index-body><text:p>見出し一<text:tab/>1</text:p>'
    "</text:index-body></text:table-of-content>"
    '<text:h text:style-name="Heading_20_1" text:outline-level="1"><text:bookmark-start text:name="b"/>見出し一'
    '<text:bookmark-end text:name="b"/></text:h><text:p text:style-name="P1">本文 <text:span text:style-name="T1">下線</text:span>'
    '<text:s text:c="3"/>空白<text:line-break/>改行<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1'
    "</text:note-citation><text:note-body><text:p>脚注の文</text:p></text:note-body></text:note> "
    '<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby> '
    '<text:bookmark-ref text:reference-format="text" text:ref-name="b">見出し一</text:bookmark-ref></text:p>'
    '<text:list text:style-name="L1"><text:list-item><text:p>箇条書き</text:p></text:list-item></text:list>'
    '<table:table table:name="表1"><table:table-column table:number-columns-repeated="2"/><table:table-row>'
    '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>表の中</text:p></table:table-cell>'
    "<table:covered-table-cell/></table:table-row></table:table>"
    f'<text:p>図<text:sequence text:ref-name="r" text:name="Figure" text:formula="ooow:Figure+1" style:num-format="1">1'
    f"</text:sequence> {image()}</text:p>"
    '<text:section text:name="節"><text:p>節の中</text:p></text:section>'
    '<text:p><draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box fo:min-height="1cm">'
    "<text:p>枠の中</text:p></draw:text-box></draw:frame><text:a xlink:type=\"simple\" xlink:href=\"http://example.com/\">案内</text:a></text:p>")
SHEET = (
    '<table:calculation-settings table:case-sensitive="false"/>'
    '<table:table table:name="水位"><table:table-column/><table:table-row>'
    + cell(paragraph("名前")) + '<table:table-cell office:value-type="float" office:value="12.5"><text:p>12.5</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="25" table:formula="of:=SUM([.B1];[.B1])"><text:p>25</text:p></table:table-cell>'
    '</table:table-row><table:table-row table:number-rows-repeated="2">'
    '<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2026-11-22"><text:p>2026-11-22</text:p></table:table-cell>'
    '<table:table-cell office:value-type="boolean" office:boolean-value="true" table:formula="of:=[$水位.B1]&gt;3"><text:p>TRUE</text:p></table:table-cell>'
    '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>結合</text:p></table:table-cell><table:covered-table-cell/>'
    "</table:table-row></table:table>"
    + table(cell(paragraph("二枚目")), name="表 2")
    + '<table:named-expressions><table:named-range table:name="範囲" table:base-cell-address="$水位.$A$1" table:cell-range-address='
    '"$水位.$A$1:.$B$2"/><table:named-expression table:name="倍" table:base-cell-address="$水位.$A$1" table:expression="of:=[$水位.$B$1]*2"/>'
    '</table:named-expressions><table:database-ranges><table:database-range table:name="d" table:target-range-address="水位.A1:水位.B3" '
    'table:display-filter-buttons="true"/></table:database-ranges>')
SHOW = (
    '<presentation:footer-decl presentation:name="f">脚</presentation:footer-decl>'
    + slide(text_frame("<text:p>題名の文</text:p>", ' presentation:class="title"')
            + text_frame('<text:list><text:list-item><text:p>要点の一</text:p><text:list><text:list-item><text:p>要点の二</text:p>'
                         "</text:list-item></text:list></text:list-item></text:list>")
            + '<draw:custom-shape svg:width="4cm" svg:height="2cm" svg:x="1cm" svg:y="9cm"><text:p>図形の文</text:p><draw:enhanced-geometry '
              'svg:viewBox="0 0 21600 21600" draw:type="round-rectangle" draw:modifiers="3600" draw:enhanced-path="M ?f7 0 X 0 ?f8 Z N">'
              '<draw:equation draw:name="f7" draw:formula="left+$0 *2/(3-1)"/></draw:enhanced-geometry></draw:custom-shape>'
            + '<draw:g><draw:line svg:x1="1cm" svg:y1="1cm" svg:x2="2cm" svg:y2="2cm"/><draw:path svg:d="M0 0L10,10Z" svg:viewBox="0 0 10 10"/></draw:g>'
            + image() + '<draw:frame svg:width="9cm" svg:height="3cm"><table:table><table:table-column/><table:table-row>'
            "<table:table-cell><text:p>表の文</text:p></table:table-cell></table:table-row></table:table></draw:frame>"
            + f"<presentation:notes>{text_frame('<text:p>発表者の覚え</text:p>')}</presentation:notes>")
    + slide(text_frame("<text:p>二枚目の文</text:p>"), name="p2"))


def reports():
    """{ending: files}"""
    return {
        "odt": document("odt", TEXT, AUTOMATIC, STYLES, HEADER, parts=PICTURE),
        "ods": document("ods", SHEET, AUTOMATIC, STYLES, HEADER, parts=PICTURE),
        "odp": document("odp", SHOW, AUTOMATIC, STYLES, parts=PICTURE),
    }


WORDS = {
    "odt": ("見出し一", "下線", "脚注の文", "かんじ", "箇条書き", "表の中", "節の中", "枠の中", "上の余白", "下の余白", "案内"),
    "ods": ("名前", "12.5", "25", "2026-11-22", "結合", "二枚目", "上の余白"),
    "odp": ("題名の文", "要点の一", "要点の二", "図形の文", "表の文", "発表者の覚え", "二枚目の文"),
}
MARKUP = {
    "odt": ('fo:border="0.05pt solid #000000"', 'style:num-format="一, 二, 三, ..."', "text:list-level-style-number", "text:table-of-content-source", 'text:c="3"',
            'text:formula="ooow:Figure+1"', 'table:number-columns-spanned="2"', "draw:gradient", 'xlink:href="Pictures/image1.png"',
            'style:font-name-asian="MS 明朝"', 'xlink:href="http://example.com/"'),
    "ods": ('table:formula="of:=SUM([.B1];[.B1])"', 'table:formula="of:=[$水位.B1]&gt;3"', 'style:condition="value()&gt;=0"',
            'office:date-value="2026-11-22"', 'table:number-rows-repeated="2"', 'table:expression="of:=[$水位.$B$1]*2"',
            'table:cell-range-address="$水位.$A$1:.$B$2"', 'table:display-filter-buttons="true"', "number:date-style"),
    "odp": ('presentation:class="title"', 'draw:enhanced-path="M ?f7 0 X 0 ?f8 Z N"', 'draw:formula="left+$0 *2/(3-1)"',
            "presentation:notes", 'svg:d="M0 0L10,10Z"', "draw:g", 'presentation:transition-speed="slow"'),
}
