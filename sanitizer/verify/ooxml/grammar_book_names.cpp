// SPDX-License-Identifier: MIT
// The lists for workbooks (ECMA-376 part 1, 18 and 20.5).
#include "sanitizer/verify/ooxml/grammar.h"

namespace verify_ooxml {

static constexpr List elements[] = {
    { "", R"(workbook workbookPr bookViews workbookView sheets sheet definedNames definedName calcPr
sst si t r rPr rPh phoneticPr rFont charset family b i strike outline shadow condense extend color sz u vertAlign scheme
worksheet chartsheet sheetPr tabColor outlinePr pageSetUpPr dimension sheetViews sheetView pane selection sheetFormatPr cols
col sheetData row c f v is autoFilter filterColumn filters filter dateGroupItem customFilters customFilter top10
dynamicFilter colorFilter iconFilter sortState sortCondition mergeCells mergeCell conditionalFormatting cfRule formula
colorScale dataBar iconSet cfvo dataValidations dataValidation formula1 formula2 hyperlinks hyperlink printOptions
pageMargins pageSetup headerFooter oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter rowBreaks colBreaks
brk drawing legacyDrawing
styleSheet numFmts numFmt fonts font name fills fill patternFill fgColor bgColor gradientFill stop borders border left
right top bottom start end diagonal vertical horizontal cellStyleXfs cellXfs xf alignment protection cellStyles cellStyle
dxfs dxf tableStyles tableStyle tableStyleElement colors indexedColors rgbColor mruColors)",
        false, true },
    { "xdr:",
        R"(wsDr twoCellAnchor oneCellAnchor absoluteAnchor from to col colOff row rowOff pos ext sp grpSp graphicFrame
cxnSp pic nvSpPr nvGrpSpPr nvGraphicFramePr nvCxnSpPr nvPicPr cNvPr cNvSpPr cNvGrpSpPr cNvGraphicFramePr cNvCxnSpPr
cNvPicPr spPr grpSpPr style txBody xfrm blipFill clientData)",
        false, true },
};

static constexpr List attributes[] = {
    { "=",
        R"(date1904 showObjects defaultThemeVersion xWindow yWindow windowWidth windowHeight tabRatio
showHorizontalScroll showVerticalScroll showSheetTabs activeTab name sheetId state localSheetId hidden calcMode
fullCalcOnLoad refMode iterate iterateCount iterateDelta fullPrecision sb eb fontId type alignment
filterMode applyStyles summaryBelow summaryRight showOutlineSymbols autoPageBreaks fitToPage ref showFormulas
showGridLines showRowColHeaders showZeros rightToLeft tabSelected showRuler defaultGridColor showWhiteSpace view
topLeftCell colorId zoomScale zoomScaleNormal zoomScaleSheetLayoutView zoomScalePageLayoutView workbookViewId zoomToFit
xSplit ySplit activePane pane activeCell activeCellId sqref baseColWidth defaultColWidth defaultRowHeight customHeight
zeroHeight thickTop thickBottom outlineLevelRow outlineLevelCol min max width style bestFit customWidth phonetic
outlineLevel collapsed r s customFormat ht thickBot ph colId hiddenButton showButton blank calendarType val operator and
year month day hour minute second dateTimeGrouping top percent filterVal maxVal dxfId cellColor iconSet iconId
columnSort caseSensitive sortMethod descending sortBy priority stopIfTrue aboveAverage bottom text timePeriod rank stdDev
equalAverage minLength maxLength showValue reverse gte disablePrompts errorStyle imeMode allowBlank showDropDown
showInputMessage showErrorMessage errorTitle error promptTitle prompt location tooltip horizontalCentered
verticalCentered headings gridLines gridLinesSet left right header footer paperSize scale firstPageNumber fitToWidth
fitToHeight pageOrder orientation blackAndWhite draft cellComments useFirstPageNumber errors horizontalDpi verticalDpi
copies paperHeight paperWidth differentOddEven differentFirst scaleWithDoc alignWithMargins id man pt
numFmtId formatCode auto indexed rgb theme tint patternType degree position diagonalUp diagonalDown outline fillId
borderId xfId quotePrefix applyNumberFormat applyFont applyFill applyBorder applyAlignment applyProtection horizontal
vertical textRotation wrapText indent relativeIndent justifyLastLine shrinkToFit readingOrder locked builtinId iLevel
customBuiltin defaultTableStyle defaultPivotStyle pivot table size)",
        false, true },
    { "|", "editAs fLocksText fLocksWithSheet fPrintsWithSheet", false, true },
};

const std::span<const List> book_element_names = elements;
const std::span<const List> book_attribute_names = attributes;
const std::string_view book_attributes_of_names = "name val defaultTableStyle defaultPivotStyle";
const std::string_view book_attributes_of_cells = "ref sqref topLeftCell activeCell";
const std::string_view book_attributes_of_words
    = "error errorTitle prompt promptTitle tooltip text formatCode";

}
