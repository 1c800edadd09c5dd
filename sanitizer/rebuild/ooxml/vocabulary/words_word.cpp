// SPDX-License-Identifier: MIT
// WordprocessingML (ECMA-376 part 1, 17): stories, paragraphs, runs, tables, sections.
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

namespace rebuild_ooxml {

std::string_view word_words()
{
    return R"(
document body hdr ftr footnotes endnotes comments txbxContent
background | color:Hex themeColor:Token themeTint:Hex themeShade:Hex
*footnote *endnote | type:Token !id:Integer
*comment | !id:Integer author:Name
p r tbl tc pPr rPr tblPr tblPrEx trPr tcPr tblGrid ruby rubyPr rt rubyBase pBdr tabs numPr tblBorders tcBorders
*tr
=t:Text | xml:space:WhiteSpace
*instrText | xml:space:WhiteSpace
*fldChar | !fldCharType:Token
*fldSimple | !instr:Text
*hyperlink | r:id:Relationship anchor:Quotable tooltip:Quotable history:Truth
*headerReference *footerReference | !type:Token !r:id:Relationship
*footnoteReference *endnoteReference | customMarkFollows:Truth !id:Integer
*commentRangeStart *commentRangeEnd *commentReference | !id:Integer
*pict *object *drawing
bookmarkStart | !id:Integer !name:Quotable colFirst:Integer colLast:Integer
bookmarkEnd | !id:Integer
br | type:Token clear:Token
noBreakHyphen softHyphen annotationRef footnoteRef endnoteRef separator continuationSeparator pgNum cr
ptab | alignment:Token relativeTo:Token leader:Token
sym | !font:Name !char:Hex
tab | val:Token leader:Token pos:Measure
bdo dir | val:Token
rubyAlign | val:Token
hps hpsRaise hpsBaseText | val:Measure
lid | val:Token
^sdt ^sdtContent ^smartTag
^customXml(custom-xml)
-sdtPr -sdtEndPr -smartTagPr -customXmlPr -proofErr -permStart -permEnd -lastRenderedPageBreak
^ins(tracked-change) ^moveTo(tracked-change)
-del(tracked-change) -moveFrom(tracked-change) -delText -delInstrText
-rPrChange(tracked-change) -pPrChange(tracked-change) -sectPrChange(tracked-change)
-tblPrChange(tracked-change) -tblGridChange(tracked-change) -trPrChange(tracked-change)
-tcPrChange(tracked-change) -tblPrExChange(tracked-change) -numberingChange(tracked-change)
-cellIns(tracked-change) -cellDel(tracked-change) -cellMerge(tracked-change)
-moveFromRangeStart -moveFromRangeEnd -moveToRangeStart -moveToRangeEnd
-customXmlInsRangeStart -customXmlInsRangeEnd -customXmlDelRangeStart -customXmlDelRangeEnd
-customXmlMoveFromRangeStart -customXmlMoveFromRangeEnd -customXmlMoveToRangeStart -customXmlMoveToRangeEnd
-altChunk(foreign-document) -subDoc(foreign-document) -contentPart(ink) -control(activex-control)
-movie(embedded-object) -dayShort -dayLong -monthShort -monthLong -yearShort -yearLong
pStyle rStyle tblStyle | !val:Name
keepNext keepLines pageBreakBefore widowControl suppressLineNumbers suppressAutoHyphens kinsoku wordWrap | val:Truth
overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid contextualSpacing | val:Truth
mirrorIndents suppressOverlap b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint | val:Truth
noProof vanish webHidden rtl cs specVanish oMath cantSplit tblHeader hidden bidiVisual noWrap tcFitText | val:Truth
hideMark titlePg noEndnote rtlGutter formProt | val:Truth
framePr | dropCap:Token lines:Integer w:Measure h:Measure vSpace:Measure hSpace:Measure wrap:Token hAnchor:Token vAnchor:Token x:Measure xAlign:Token y:Measure yAlign:Token hRule:Token anchorLock:Truth
ilvl numId outlineLvl divId gridBefore gridAfter gridSpan tblStyleRowBandSize tblStyleColBandSize | !val:Integer
top left start bottom right end between bar insideH insideV tl2br tr2bl bdr | val:Token color:Hex themeColor:Token themeTint:Hex themeShade:Hex sz:Integer space:Integer shadow:Truth frame:Truth w:Measure type:Token
shd | val:Token color:Hex themeColor:Token themeTint:Hex themeShade:Hex fill:Hex themeFill:Token themeFillTint:Hex themeFillShade:Hex
spacing | before:Measure beforeLines:Integer beforeAutospacing:Truth after:Measure afterLines:Integer afterAutospacing:Truth line:Measure lineRule:Token val:Measure
ind | start:Measure startChars:Integer end:Measure endChars:Integer left:Measure leftChars:Integer right:Measure rightChars:Integer hanging:Measure hangingChars:Integer firstLine:Measure firstLineChars:Integer
jc textDirection textAlignment textboxTightWrap vertAlign em effect highlight tblLayout tblOverlap vAlign vMerge hMerge | val:Token
cnfStyle | val:Token firstRow:Truth lastRow:Truth firstColumn:Truth lastColumn:Truth oddVBand:Truth evenVBand:Truth oddHBand:Truth evenHBand:Truth firstRowFirstColumn:Truth firstRowLastColumn:Truth lastRowFirstColumn:Truth lastRowLastColumn:Truth
rFonts | hint:Token ascii:Name hAnsi:Name eastAsia:Name cs:Name asciiTheme:Token hAnsiTheme:Token eastAsiaTheme:Token cstheme:Token
color | !val:Hex themeColor:Token themeTint:Hex themeShade:Hex
w kern position sz szCs | val:Measure
u | val:Token color:Hex themeColor:Token themeTint:Hex themeShade:Hex
fitText | val:Measure id:Integer
lang | val:Token eastAsia:Token bidi:Token
eastAsianLayout | id:Integer combine:Truth combineBrackets:Token vert:Truth vertCompress:Truth
tblpPr | leftFromText:Measure rightFromText:Measure topFromText:Measure bottomFromText:Measure vertAnchor:Token horzAnchor:Token tblpXSpec:Token tblpX:Measure tblpYSpec:Token tblpY:Measure
tblW tblInd tblCellSpacing tcW wBefore wAfter | w:Measure type:Token
tblCellMar tcMar
tblLook | val:Hex firstRow:Truth lastRow:Truth firstColumn:Truth lastColumn:Truth noHBand:Truth noVBand:Truth
tblCaption tblDescription | val:Text
gridCol | w:Measure
trHeight | val:Measure hRule:Token
sectPr
type | !val:Token
pgSz | w:Measure h:Measure orient:Token code:Integer
pgMar | top:Measure right:Measure bottom:Measure left:Measure header:Measure footer:Measure gutter:Measure
paperSrc | first:Integer other:Integer
pgBorders | zOrder:Token display:Token offsetFrom:Token
lnNumType | countBy:Integer start:Integer distance:Measure restart:Token
pgNumType | fmt:Token start:Integer chapStyle:Integer chapSep:Token
cols | equalWidth:Truth space:Measure num:Integer sep:Truth
col | w:Measure space:Measure
docGrid | type:Token linePitch:Integer charSpace:Integer
footnotePr endnotePr
pos numRestart | val:Token
numStart | val:Integer
)";
}

}
