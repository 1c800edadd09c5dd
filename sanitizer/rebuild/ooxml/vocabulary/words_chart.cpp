// SPDX-License-Identifier: MIT
// Charts (ECMA-376 part 1, 21.2) with the values that they were last drawn with; the workbook
// behind them is not on the list.
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

namespace rebuild_ooxml {

std::string_view chart_words()
{
    return R"(
chartSpace plotArea title tx rich txPr spPr strRef numRef multiLvlStrRef strCache numCache multiLvlStrCache numLit strLit
lvl cat val xVal yVal bubbleSize ser dPt dLbls dLbl layout manualLayout legend legendEntry scaling
-printSettings(printer-settings)
view3D floor sideWall backWall area3DChart areaChart bar3DChart barChart bubbleChart doughnutChart line3DChart lineChart
ofPieChart pie3DChart pieChart radarChart scatterChart stockChart surface3DChart surfaceChart catAx dateAx serAx valAx
majorGridlines minorGridlines hiLowLines dropLines upDownBars upBars downBars serLines leaderLines errBars plus minus
trendline trendlineLbl dTable dispUnits dispUnitsLbl bandFmts bandFmt custSplit pivotFmts pictureOptions
marker | val:Truth
*chart | r:id:Relationship
date1904 roundedCorners autoTitleDeleted plotVisOnly showDLblsOverMax overlay varyColors smooth invertIfNegative | val:Truth
bubble3D delete auto noMultiLvlLbl showLegendKey showVal showCatName showSerName showPercent showBubbleSize | val:Truth
showLeaderLines showNegBubbles wireframe dispRSqr dispEq noEndCap showHorzBorder showVertBorder showOutline showKeys | val:Truth
rAngAx applyToFront applyToSides applyToEnd | val:Truth
lang layoutTarget xMode yMode wMode hMode dLblPos legendPos barDir grouping shape scatterStyle radarStyle ofPieType | val:Token
orientation axPos majorTickMark minorTickMark tickLblPos crosses crossBetween lblAlgn baseTimeUnit majorTimeUnit | val:Token
minorTimeUnit builtInUnit errDir errBarType errValType trendlineType splitType sizeRepresents symbol dispBlanksAs | val:Token
pictureFormat | val:Token
style idx order ptCount axId crossAx gapWidth overlap gapDepth lblOffset tickLblSkip tickMarkSkip firstSliceAng | val:Measure
holeSize rotX rotY perspective hPercent depthPercent thickness explosion secondPieSize secondPiePt bubbleScale | val:Measure
size logBase max min crossesAt majorUnit minorUnit custUnit forward backward intercept period x y w h splitPos | val:Measure
pictureStackUnit | val:Measure
pt | !idx:Integer formatCode:Name
=v:Text
=f:CellRange
=formatCode:Name
=name:Name
=separator:Text
numFmt | !formatCode:Name sourceLinked:Truth
-externalData(embedded-object) -userShapes(user-shapes) -pivotSource(external-link) -protection -extLst -clrMapOvr
)";
}

}
