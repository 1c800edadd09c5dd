// SPDX-License-Identifier: MIT
// SpreadsheetML (ECMA-376 part 1, 18): the workbook, its sheets, and drawings on them. Rows and
// cells are read by workbook/cells.cpp, which asks these lists for the attributes of rows.
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

namespace rebuild_ooxml {

std::string_view book_words()
{
    return R"(
workbook bookViews
workbookPr | date1904:Truth showObjects:Token defaultThemeVersion:Integer
*workbookView | xWindow:Integer yWindow:Integer windowWidth:Integer windowHeight:Integer tabRatio:Integer showHorizontalScroll:Truth showVerticalScroll:Truth showSheetTabs:Truth firstSheet:Integer activeTab:Integer
*sheets *definedNames
*sheet | !name:Name !sheetId:Integer state:Token !r:id:Relationship
*definedName:Text | !name:Name localSheetId:Integer hidden:Truth
calcPr | calcMode:Token fullCalcOnLoad:Truth refMode:Token iterate:Truth iterateCount:Integer iterateDelta:Measure fullPrecision:Truth
-fileVersion -fileSharing(protection) -workbookProtection(protection) -functionGroups(macros) -externalReferences
-oleSize -customWorkbookViews -pivotCaches -smartTagPr -smartTagTypes -webPublishing -fileRecoveryPr
-webPublishObjects(web-publishing)
sst si r rPr
=t:Text | xml:space:WhiteSpace
rPh | !sb:Integer !eb:Integer
phoneticPr | !fontId:Integer type:Token alignment:Token
)";
}

std::string_view sheet_words()
{
    return R"(
*worksheet
chartsheet sheetViews
sheetPr | filterMode:Truth
outlinePr | applyStyles:Truth summaryBelow:Truth summaryRight:Truth showOutlineSymbols:Truth
pageSetUpPr | autoPageBreaks:Truth fitToPage:Truth
dimension | !ref:Cells
sheetView | showFormulas:Truth showGridLines:Truth showRowColHeaders:Truth showZeros:Truth rightToLeft:Truth tabSelected:Truth showRuler:Truth showOutlineSymbols:Truth defaultGridColor:Truth showWhiteSpace:Truth view:Token topLeftCell:Cells colorId:Integer zoomScale:Integer zoomScaleNormal:Integer zoomScaleSheetLayoutView:Integer zoomScalePageLayoutView:Integer !workbookViewId:Integer zoomToFit:Truth
pane | xSplit:Measure ySplit:Measure topLeftCell:Cells activePane:Token state:Token
selection | pane:Token activeCell:Cells activeCellId:Integer sqref:Cells
sheetFormatPr | baseColWidth:Integer defaultColWidth:Measure !defaultRowHeight:Measure customHeight:Truth zeroHeight:Truth thickTop:Truth thickBottom:Truth outlineLevelRow:Integer outlineLevelCol:Integer
*cols
col | !min:Integer !max:Integer width:Measure style:Integer hidden:Truth bestFit:Truth customWidth:Truth phonetic:Truth outlineLevel:Integer collapsed:Truth
*sheetData
*row | r:Integer s:Integer customFormat:Truth ht:Measure hidden:Truth customHeight:Truth outlineLevel:Integer collapsed:Truth thickTop:Truth thickBot:Truth ph:Truth
autoFilter | ref:Cells
filterColumn | !colId:Integer hiddenButton:Truth showButton:Truth
filters | blank:Truth calendarType:Token
filter | val:Name
customFilters | and:Truth
customFilter | operator:Token val:Name
dateGroupItem | !year:Integer month:Integer day:Integer hour:Integer minute:Integer second:Integer !dateTimeGrouping:Token
top10 | top:Truth percent:Truth !val:Measure filterVal:Measure
dynamicFilter | !type:Token val:Measure maxVal:Measure
colorFilter | dxfId:Integer cellColor:Truth
iconFilter | iconSet:Token iconId:Integer
sortState | columnSort:Truth caseSensitive:Truth sortMethod:Token !ref:Cells
sortCondition | descending:Truth sortBy:Token !ref:Cells dxfId:Integer iconSet:Token iconId:Integer
*mergeCells
mergeCell | !ref:Cells
*conditionalFormatting | !sqref:Cells
*cfRule | type:Token dxfId:Integer !priority:Integer stopIfTrue:Truth aboveAverage:Truth percent:Truth bottom:Truth operator:Token text:Name timePeriod:Token rank:Integer stdDev:Integer equalAverage:Truth
*formula:Text
*formula1:Text
*formula2:Text
colorScale
dataBar | minLength:Integer maxLength:Integer showValue:Truth
iconSet | iconSet:Token showValue:Truth percent:Truth reverse:Truth
*cfvo | !type:Token val:Name gte:Truth
*dataValidations | disablePrompts:Truth xWindow:Integer yWindow:Integer
*dataValidation | type:Token errorStyle:Token imeMode:Token operator:Token allowBlank:Truth showDropDown:Truth showInputMessage:Truth showErrorMessage:Truth errorTitle:Text error:Text promptTitle:Text prompt:Text !sqref:Cells
*hyperlinks
*hyperlink | !ref:Cells r:id:Relationship location:Name tooltip:Text
printOptions | horizontalCentered:Truth verticalCentered:Truth headings:Truth gridLines:Truth gridLinesSet:Truth
pageMargins | !left:Measure !right:Measure !top:Measure !bottom:Measure !header:Measure !footer:Measure
pageSetup | paperSize:Integer scale:Integer firstPageNumber:Integer fitToWidth:Integer fitToHeight:Integer pageOrder:Token orientation:Token blackAndWhite:Truth draft:Truth cellComments:Token useFirstPageNumber:Truth errors:Token horizontalDpi:Integer verticalDpi:Integer copies:Integer paperHeight:Measure paperWidth:Measure
headerFooter | differentOddEven:Truth differentFirst:Truth scaleWithDoc:Truth alignWithMargins:Truth
=oddHeader:Text
=oddFooter:Text
=evenHeader:Text
=evenFooter:Text
=firstHeader:Text
=firstFooter:Text
*rowBreaks *colBreaks
brk | id:Integer min:Integer max:Integer man:Truth pt:Truth
*drawing | !r:id:Relationship
*legacyDrawing | !r:id:Relationship
-sheetCalcPr -sheetProtection(protection) -protectedRanges(protection) -scenarios(scenario) -dataConsolidate
-customSheetViews -customProperties -cellWatches -ignoredErrors -smartTags -webPublishItems(web-publishing)
-tableParts(table) -legacyDrawingHF(picture) -drawingHF(picture) -picture(picture) -oleObjects(embedded-object) -controls(form-control)
-extLst
)";
}

std::string_view comment_words()
{
    return R"(
*comments authors commentList text
=author:Name
comment | !ref:Cells !authorId:Integer
)";
}

std::string_view style_words()
{
    return R"(
styleSheet numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs dxf fill font colors indexedColors mruColors
numFmt | !numFmtId:Integer !formatCode:Text
name rFont | val:Name
charset family | val:Integer
sz | val:Measure
b i strike condense extend outline shadow | val:Truth
u vertAlign scheme | val:Token
color tabColor fgColor bgColor | auto:Truth indexed:Integer rgb:Hex theme:Integer tint:Measure
patternFill | patternType:Token
gradientFill | type:Token degree:Measure left:Measure right:Measure top:Measure bottom:Measure
stop | !position:Measure
border | diagonalUp:Truth diagonalDown:Truth outline:Truth
left right top bottom start end diagonal vertical horizontal | style:Token
xf | numFmtId:Integer fontId:Integer fillId:Integer borderId:Integer xfId:Integer quotePrefix:Truth applyNumberFormat:Truth applyFont:Truth applyFill:Truth applyBorder:Truth applyAlignment:Truth applyProtection:Truth
alignment | horizontal:Token vertical:Token textRotation:Integer wrapText:Truth indent:Integer relativeIndent:Integer justifyLastLine:Truth shrinkToFit:Truth readingOrder:Integer
protection | locked:Truth hidden:Truth
cellStyle | name:Name !xfId:Integer builtinId:Integer iLevel:Integer hidden:Truth customBuiltin:Truth
tableStyles | defaultTableStyle:Name defaultPivotStyle:Name
tableStyle | !name:Name pivot:Truth table:Truth
tableStyleElement | !type:Token size:Integer dxfId:Integer
rgbColor | rgb:Hex
)";
}

std::string_view sheet_drawing_words()
{
    return R"(
wsDr from to nvSpPr nvGrpSpPr nvGraphicFramePr nvCxnSpPr nvPicPr cNvGrpSpPr cNvGraphicFramePr cNvCxnSpPr txBody style
*twoCellAnchor | editAs:Token
*oneCellAnchor *absoluteAnchor
=col:Integer
=colOff:Integer
=row:Integer
=rowOff:Integer
pos | !x:Integer !y:Integer
ext | !cx:Integer !cy:Integer
sp | fLocksText:Truth
grpSp cxnSp pic blipFill
*graphicFrame
*cNvPr | !id:Integer name:Name descr:Name title:Name hidden:Truth
cNvSpPr | txBox:Truth
cNvPicPr | preferRelativeResize:Truth
spPr grpSpPr | bwMode:Token
xfrm | rot:Integer flipH:Truth flipV:Truth
clientData | fLocksWithSheet:Truth fPrintsWithSheet:Truth
-extLst -contentPart(ink)
)";
}

}
