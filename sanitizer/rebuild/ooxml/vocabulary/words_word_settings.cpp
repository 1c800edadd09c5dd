// SPDX-License-Identifier: MIT
// WordprocessingML: styles, numbering, fonts, and the settings that change how a page looks.
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

namespace rebuild_ooxml {

std::string_view word_setting_words()
{
    return R"(
styles docDefaults rPrDefault pPrDefault
latentStyles | defLockedState:Truth defUIPriority:Integer defSemiHidden:Truth defUnhideWhenUsed:Truth defQFormat:Truth count:Integer
lsdException | !name:Name locked:Truth uiPriority:Integer semiHidden:Truth unhideWhenUsed:Truth qFormat:Truth
style | type:Token !styleId:Name default:Truth customStyle:Truth
name aliases basedOn next link styleLink numStyleLink | !val:Name
autoRedefine semiHidden unhideWhenUsed qFormat locked | val:Truth
uiPriority | !val:Integer
tblStylePr | !type:Token
-rsid -personal -personalCompose -personalReply
numbering
abstractNum | !abstractNumId:Integer
nsid tmpl | !val:Hex
multiLevelType suff lvlJc | !val:Token
numFmt | !val:Token format:Name
lvl | !ilvl:Integer tplc:Hex tentative:Truth
lvlRestart startOverride abstractNumId | !val:Integer
isLgl | val:Truth
lvlText | val:Name null:Truth
legacy | legacy:Truth legacySpace:Measure legacyIndent:Measure
num | !numId:Integer
lvlOverride | !ilvl:Integer
-numPicBullet(picture-bullet) -lvlPicBulletId -numIdMacAtCleanup
fonts
font | !name:Name
altName | !val:Name
panose1 | !val:Hex
charset | val:Hex characterSet:Name
family pitch | !val:Token
notTrueType | val:Truth
sig | usb0:Hex usb1:Hex usb2:Hex usb3:Hex csb0:Hex csb1:Hex
-embedRegular(embedded-font) -embedBold(embedded-font) -embedItalic(embedded-font) -embedBoldItalic(embedded-font)
)";
}

std::string_view settings_words()
{
    return R"(
settings compat
evenAndOddHeaders mirrorMargins gutterAtTop bordersDoNotSurroundHeader bordersDoNotSurroundFooter | val:Truth
autoHyphenation doNotHyphenateCaps displayBackgroundShape doNotShadeFormData noPunctuationKerning | val:Truth
printTwoOnOne strictFirstAndLastChars alignBordersAndEdges bookFoldPrinting bookFoldRevPrinting | val:Truth
defaultTabStop hyphenationZone drawingGridHorizontalSpacing drawingGridVerticalSpacing | !val:Measure
consecutiveHyphenLimit bookFoldPrintingSheets displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery | !val:Integer
characterSpacingControl | !val:Token
noLineBreaksAfter noLineBreaksBefore | !lang:Token !val:Name
decimalSymbol listSeparator defaultTableStyle | !val:Name
themeFontLang | val:Token eastAsia:Token bidi:Token
clrSchemeMapping | bg1:Token t1:Token bg2:Token t2:Token accent1:Token accent2:Token accent3:Token accent4:Token accent5:Token accent6:Token hyperlink:Token followedHyperlink:Token
compatSetting | !name:Token !uri:CompatibilityUri !val:Token
useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL noColumnBalance | val:Truth
balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn | val:Truth
spacingInWholePoints lineWrapLikeWord6 printBodyTextBeforeHeader printColBlack wpSpaceWidth showBreaksInFrames | val:Truth
subFontBySize suppressBottomSpacing suppressTopSpacing suppressSpacingAtTopOfPage suppressTopSpacingWP | val:Truth
suppressSpBfAfterPgBrk swapBordersFacingPages convMailMergeEsc truncateFontHeightsLikeWP6 mwSmallCaps | val:Truth
usePrinterMetrics doNotSuppressParagraphBorders wrapTrailSpaces footnoteLayoutLikeWW8 shapeLayoutLikeWW8 | val:Truth
alignTablesRowByRow forgetLastTabAlignment adjustLineHeightInTable autoSpaceLikeWord95 noSpaceRaiseLower | val:Truth
doNotUseHTMLParagraphAutoSpacing layoutRawTableWidth layoutTableRowsApart useWord97LineBreakRules | val:Truth
doNotBreakWrappedTables doNotSnapToGridInCell selectFldWithFirstOrLastChar applyBreakingRules | val:Truth
doNotWrapTextWithPunct doNotUseEastAsianBreakRules useWord2002TableStyleRules growAutofit useFELayout | val:Truth
useNormalStyleForList doNotUseIndentAsNumberingTabStop useAltKinsokuLineBreakRules allowSpaceOfSameStyleInTable | val:Truth
doNotSuppressIndentation doNotAutofitConstrainedTables autofitToFirstFixedWidthCell underlineTabInNumList | val:Truth
displayHangulFixedWidth splitPgBreakAndParaMark doNotVertAlignCellWithSp doNotBreakConstrainedForcedTable | val:Truth
doNotVertAlignInTxbx useAnsiKerningPairs cachedColBalance | val:Truth
-attachedTemplate(template) -mailMerge(mail-merge) -documentProtection(protection) -writeProtection(protection)
-rsids -docVars(document-variable) -shapeDefaults -hdrShapeDefaults -schemaLibrary(custom-xml)
-attachedSchema(custom-xml) -smartTagType -captions -zoom -view -proofState -trackRevisions -revisionView
-activeWritingStyle -stylePaneFormatFilter -stylePaneSortMethod -documentType -removePersonalInformation
-removeDateAndTime -doNotDisplayPageBoundaries -savePreviewPicture -updateFields -embedTrueTypeFonts
-embedSystemFonts -saveSubsetFonts -saveFormsData -formsDesign -linkStyles -doNotTrackMoves -doNotTrackFormatting
-doNotIncludeSubdocsInStats -doNotAutoCompressPictures -forceUpgrade -hideSpellingErrors -hideGrammaticalErrors
-doNotUseMarginsForDrawingGridOrigin -drawingGridHorizontalOrigin -drawingGridVerticalOrigin -readModeInkLockDown
-doNotValidateAgainstSchema -saveInvalidXml -ignoreMixedContent -alwaysShowPlaceholderText
-doNotDemarcateInvalidXml -saveXmlDataOnly -useXSLTWhenSaving -saveThroughXslt -showXMLTags -alwaysMergeEmptyNamespace
-doNotEmbedSmartTags -clickAndTypeStyle -summaryLength -showEnvelope -styleLockTheme -styleLockQFSet -autoFormatOverride
)";
}

}
