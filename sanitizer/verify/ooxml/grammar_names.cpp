// SPDX-License-Identifier: MIT
#include "sanitizer/verify/ooxml/grammar.h"

namespace verify_ooxml {

static constexpr List elements[] = {
    { "w:", R"(document background body hdr ftr footnotes footnote endnotes endnote comments comment
p pPr pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId suppressLineNumbers pBdr top left
start bottom right end between bar shd tabs tab suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct
autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle sectPr
r rPr rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof vanish webHidden
color w kern position sz szCs highlight u effect bdr fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
br t instrText fldChar fldSimple hyperlink noBreakHyphen softHyphen annotationRef footnoteRef endnoteRef separator
continuationSeparator sym pgNum cr ptab ruby rubyPr rubyAlign hps hpsRaise hpsBaseText lid rt rubyBase drawing bdo dir
footnoteReference endnoteReference commentReference commentRangeStart commentRangeEnd bookmarkStart bookmarkEnd
txbxContent tbl tblPr tblPrEx tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
tblCellSpacing tblInd tblBorders insideH insideV tblLayout tblCellMar tblLook tblCaption tblDescription tblGrid gridCol
tr trPr gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader hidden tc tcPr tcW gridSpan hMerge vMerge
tcBorders tl2br tr2bl noWrap tcMar tcFitText vAlign hideMark
headerReference footerReference footnotePr endnotePr pos numFmt numStart numRestart type pgSz pgMar paperSrc pgBorders
lnNumType pgNumType cols col formProt noEndnote titlePg rtlGutter docGrid
styles docDefaults rPrDefault pPrDefault latentStyles lsdException style name aliases basedOn next link autoRedefine
uiPriority semiHidden unhideWhenUsed qFormat locked tblStylePr
numbering abstractNum nsid multiLevelType tmpl styleLink numStyleLink lvl lvlRestart isLgl suff lvlText legacy lvlJc num
abstractNumId lvlOverride startOverride fonts font altName panose1 charset family notTrueType pitch sig)",
        true, false },
    { "w:", R"(settings evenAndOddHeaders mirrorMargins gutterAtTop bordersDoNotSurroundHeader
bordersDoNotSurroundFooter autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps defaultTabStop
displayBackgroundShape doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne
strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore alignBordersAndEdges bookFoldPrinting bookFoldRevPrinting
bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
displayVerticalDrawingGridEvery decimalSymbol listSeparator defaultTableStyle themeFontLang clrSchemeMapping compat
compatSetting useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL noColumnBalance
balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn
spacingInWholePoints lineWrapLikeWord6 printBodyTextBeforeHeader printColBlack wpSpaceWidth showBreaksInFrames
subFontBySize suppressBottomSpacing suppressTopSpacing suppressSpacingAtTopOfPage suppressTopSpacingWP
suppressSpBfAfterPgBrk swapBordersFacingPages convMailMergeEsc truncateFontHeightsLikeWP6 mwSmallCaps usePrinterMetrics
doNotSuppressParagraphBorders wrapTrailSpaces footnoteLayoutLikeWW8 shapeLayoutLikeWW8 alignTablesRowByRow
forgetLastTabAlignment adjustLineHeightInTable autoSpaceLikeWord95 noSpaceRaiseLower doNotUseHTMLParagraphAutoSpacing
layoutRawTableWidth layoutTableRowsApart useWord97LineBreakRules doNotBreakWrappedTables doNotSnapToGridInCell
selectFldWithFirstOrLastChar applyBreakingRules doNotWrapTextWithPunct doNotUseEastAsianBreakRules
useWord2002TableStyleRules growAutofit useFELayout useNormalStyleForList doNotUseIndentAsNumberingTabStop
useAltKinsokuLineBreakRules allowSpaceOfSameStyleInTable doNotSuppressIndentation doNotAutofitConstrainedTables
autofitToFirstFixedWidthCell underlineTabInNumList displayHangulFixedWidth splitPgBreakAndParaMark
doNotVertAlignCellWithSp doNotBreakConstrainedForcedTable doNotVertAlignInTxbx useAnsiKerningPairs cachedColBalance)",
        true, false },
    { "m:",
        R"(mathPr mathFont brkBin brkBinSub smallFrac dispDef lMargin rMargin defJc preSp postSp interSp intraSp
wrapIndent wrapRight intLim naryLim oMath oMathPara oMathParaPr r rPr t e ctrlPr argPr argSz acc accPr bar barPr box
boxPr borderBox borderBoxPr d dPr eqArr eqArrPr f fPr func funcPr fName groupChr groupChrPr lim limLow limLowPr limUpp
limUppPr m mPr mcs mc mcPr mcJc mr nary naryPr phant phantPr rad radPr deg sPre sPrePr sSub sSubPr sSubSup sSubSupPr
sSup sSupPr sub sup num den jc pos vertJc type shp scr sty limLoc baseJc chr begChr endChr sepChr degHide grow subHide
supHide hideTop hideBot hideLeft hideRight strikeH strikeV strikeBLTR strikeTLBR opEmu noBreak diff aln maxDist objDist
plcHide show zeroWid zeroAsc zeroDesc transp alnScr lit nor brk rSpRule rSp cSp cGp cGpRule count)",
        true, false },
    { "wp:",
        R"(inline anchor simplePos positionH positionV align posOffset extent effectExtent wrapNone wrapSquare
wrapTight wrapThrough wrapTopAndBottom wrapPolygon start lineTo docPr cNvGraphicFramePr)",
        true, false },
    { "pic:", "pic nvPicPr cNvPr cNvPicPr blipFill spPr", true, true },
    { "wps:", "wsp cNvPr cNvSpPr cNvCnPr cNvFrPr spPr style txbx linkedTxbx bodyPr", true, false },
    { "wpg:", "wgp grpSp cNvPr cNvGrpSpPr grpSpPr graphicFrame cNvFrPr xfrm", true, false },
    { "wpc:", "wpc bg whole", true, false },
    { "a:",
        R"(theme themeElements clrScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink
folHlink fontScheme majorFont minorFont latin ea cs sym font fmtScheme fillStyleLst lnStyleLst effectStyleLst
effectStyle bgFillStyleLst objectDefaults spDef lnDef txDef extraClrSchemeLst extraClrScheme clrMap
srgbClr schemeClr prstClr sysClr hslClr scrgbClr tint shade comp inv gray alpha alphaOff alphaMod hue hueOff hueMod sat
satOff satMod lum lumOff lumMod red redOff redMod green greenOff greenMod blue blueOff blueMod gamma invGamma
noFill solidFill gradFill gsLst gs lin path fillToRect tileRect srcRect fillRect blipFill blip stretch tile pattFill
fgClr bgClr grpFill alphaBiLevel alphaCeiling alphaFloor alphaInv alphaModFix alphaRepl biLevel blur clrChange clrFrom
clrTo clrRepl duotone fillOverlay grayscl hsl ln uLn prstDash custDash ds round bevel miter headEnd tailEnd
effectLst glow innerShdw outerShdw prstShdw reflection softEdge scene3d camera lightRig rot sp3d bevelT bevelB
extrusionClr contourClr flatTx xfrm off ext chOff chExt prstGeom custGeom avLst gdLst gd rect pathLst moveTo lnTo pt
arcTo quadBezTo cubicBezTo close bodyPr noAutofit normAutofit spAutoFit prstTxWarp lstStyle defPPr lvl1pPr lvl2pPr
lvl3pPr lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr pPr lnSpc spcBef spcAft spcPct spcPts buClrTx buClr buSzTx
buSzPct buSzPts buFontTx buFont buNone buAutoNum buChar tabLst tab defRPr rPr endParaRPr highlight uLnTx uFillTx uFill
rtl p r t br graphic graphicData graphicFrameLocks picLocks spLocks grpSpLocks cxnSpLocks lnRef fillRef effectRef
fontRef spPr style)",
        true, true },
    { "c:",
        R"(chartSpace date1904 lang roundedCorners style chart title autoTitleDeleted pivotFmts view3D floor
sideWall backWall plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax spPr txPr tx rich strRef numRef
multiLvlStrRef strCache numCache multiLvlStrCache numLit strLit lvl f v pt ptCount formatCode layout manualLayout
layoutTarget xMode yMode wMode hMode x y w h overlay legendPos legendEntry idx delete order ser cat val xVal yVal
bubbleSize dPt dLbls dLbl dLblPos numFmt separator showLegendKey showVal showCatName showSerName showPercent
showBubbleSize showLeaderLines leaderLines area3DChart areaChart bar3DChart barChart bubbleChart doughnutChart
line3DChart lineChart ofPieChart pie3DChart pieChart radarChart scatterChart stockChart surface3DChart surfaceChart
barDir grouping varyColors shape scatterStyle radarStyle ofPieType gapWidth overlap gapDepth smooth marker symbol size
invertIfNegative bubble3D explosion firstSliceAng holeSize bubbleScale showNegBubbles sizeRepresents wireframe bandFmts
bandFmt splitType splitPos custSplit secondPiePt secondPieSize catAx dateAx serAx valAx axId scaling orientation logBase
max min axPos majorGridlines minorGridlines majorTickMark minorTickMark tickLblPos crossAx crosses crossesAt
crossBetween auto lblAlgn lblOffset noMultiLvlLbl baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit
tickLblSkip tickMarkSkip dispUnits builtInUnit custUnit dispUnitsLbl hiLowLines dropLines serLines upDownBars upBars
downBars errBars errDir errBarType errValType noEndCap plus minus trendline name trendlineType forward backward
intercept period dispRSqr dispEq trendlineLbl dTable showHorzBorder showVertBorder showOutline showKeys rotX rotY
hPercent depthPercent rAngAx perspective thickness pictureOptions applyToFront applyToSides applyToEnd pictureFormat
pictureStackUnit)",
        true, true },
};

static constexpr List attributes[] = {
    { "xml:", "space", true, true },
    { "w:",
        R"(val type id customMarkFollows author anchor tooltip history fldCharType name colFirst colLast clear
alignment relativeTo leader font char pos dropCap lines w h vSpace hSpace wrap hAnchor vAnchor x xAlign y yAlign hRule
anchorLock color themeColor themeTint themeShade sz space shadow frame fill themeFill themeFillTint themeFillShade
before beforeLines beforeAutospacing after afterLines afterAutospacing line lineRule start startChars end endChars left
leftChars right rightChars hanging hangingChars firstLine firstLineChars firstRow lastRow firstColumn lastColumn
oddVBand evenVBand oddHBand evenHBand firstRowFirstColumn firstRowLastColumn lastRowFirstColumn lastRowLastColumn
noHBand noVBand hint ascii hAnsi eastAsia cs asciiTheme hAnsiTheme eastAsiaTheme cstheme bidi combine combineBrackets
vert vertCompress leftFromText rightFromText topFromText bottomFromText vertAnchor horzAnchor tblpXSpec tblpX tblpYSpec
tblpY orient code top bottom header footer gutter first other zOrder display offsetFrom countBy distance restart fmt
chapStyle chapSep equalWidth num sep linePitch charSpace defLockedState defUIPriority defSemiHidden defUnhideWhenUsed
defQFormat count locked uiPriority semiHidden unhideWhenUsed qFormat styleId default customStyle abstractNumId ilvl tplc
tentative null legacy legacySpace legacyIndent numId format characterSet usb0 usb1 usb2 usb3 csb0 csb1 lang bg1 t1 bg2
t2 accent1 accent2 accent3 accent4 accent5 accent6 hyperlink followedHyperlink uri)",
        true, false },
    { "m:", "val alnAt", true, false },
    { "|",
        R"(distT distB distL distR simplePos relativeHeight behindDoc locked layoutInCell hidden allowOverlap x y
relativeFrom cx cy l t r b wrapText edited id name descr title bg1 tx1 bg2 tx2 accent1 accent2 accent3 accent4 accent5
accent6 hlink folHlink typeface panose pitchFamily charset script val lastClr hue sat lum g amt bright contrast flip
rotWithShape pos ang scaled path w h fill stroke extrusionOk dpi cstate tx ty sx sy algn prst thresh a rad grow useA
blend cap cmpd d sp lim type len blurRad dist dir kx ky stA stPos endA endPos fadeDir fov zoom rig lat lon rev z
extrusionH contourW prstMaterial rot flipH flipV fmla wR hR stAng swAng spcFirstLastPara vertOverflow horzOverflow vert
wrap lIns tIns rIns bIns numCol spcCol rtlCol fromWordArt anchor anchorCtr forceAA upright compatLnSpc fontScale
lnSpcReduction marL marR lvl indent defTabSz rtl eaLnBrk fontAlgn latinLnBrk hangingPunct startAt char kumimoji lang
altLang sz i u strike kern spc normalizeH baseline noProof noGrp noSelect noRot noChangeAspect noMove noResize
noEditPoints noAdjustHandles noChangeArrowheads noChangeShapeType noCrop noTextEdit noUngrp noDrilldown idx uri
preferRelativeResize bwMode normalEastAsianFlow txBox seq formatCode sourceLinked)",
        true, true },
};

const std::span<const List> element_names = elements;
const std::span<const List> attribute_names = attributes;
const std::string_view elements_of_names
    = "w:pStyle w:rStyle w:tblStyle w:name w:aliases w:basedOn w:next w:link w:styleLink "
      "w:numStyleLink w:lvlText w:altName w:noLineBreaksAfter w:noLineBreaksBefore "
      "w:decimalSymbol w:listSeparator w:defaultTableStyle m:chr "
      "m:begChr m:endChr m:sepChr m:mathFont";
const std::string_view attributes_of_names
    = "w:ascii w:hAnsi w:eastAsia w:cs w:name w:styleId w:font w:anchor w:author w:format "
      "w:characterSet name typeface char formatCode";

}
