// SPDX-License-Identifier: MIT
// DrawingML (ECMA-376 part 1, 20.1): colours, fills, lines, effects, shapes, text, themes; and the
// shapes and pictures that a text document holds.
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

namespace rebuild_ooxml {

std::string_view drawing_words()
{
    return R"(
theme clrScheme fontScheme fmtScheme | name:Name
themeElements dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink majorFont minorFont
fillStyleLst lnStyleLst effectStyleLst effectStyle bgFillStyleLst objectDefaults extraClrSchemeLst extraClrScheme
spDef lnDef txDef
clrMap | bg1:Token tx1:Token bg2:Token tx2:Token accent1:Token accent2:Token accent3:Token accent4:Token accent5:Token accent6:Token hlink:Token folHlink:Token
latin ea cs sym buFont | !typeface:Name panose:Hex pitchFamily:Integer charset:Integer
font | !script:Token !typeface:Name
srgbClr | !val:Hex
schemeClr prstClr | !val:Token
sysClr | !val:Token lastClr:Hex
hslClr | !hue:Integer !sat:Measure !lum:Measure
scrgbClr | !r:Measure !g:Measure !b:Measure
shade alpha alphaOff alphaMod hueOff hueMod satOff satMod lumOff lumMod red redOff redMod green greenOff greenMod | !val:Measure
hue sat blue blueOff blueMod | !val:Measure
tint | val:Measure hue:Integer amt:Measure
lum | val:Measure bright:Measure contrast:Measure
comp inv gray gamma invGamma noFill solidFill grpFill gsLst fgClr bgClr stretch avLst gdLst pathLst moveTo lnTo
quadBezTo cubicBezTo close effectLst scene3d extrusionClr contourClr lstStyle noAutofit spAutoFit lnSpc spcBef spcAft
buClrTx buClr buSzTx buFontTx buNone tabLst uLnTx uFillTx uFill highlight p r clrFrom clrTo alphaInv alphaCeiling
alphaFloor grayscl duotone clrRepl custGeom custDash round
gradFill | flip:Token rotWithShape:Truth
gs | !pos:Measure
lin | ang:Integer scaled:Truth
path | path:Token w:Coordinate h:Coordinate fill:Token stroke:Truth extrusionOk:Truth
fillToRect tileRect srcRect fillRect | l:Measure t:Measure r:Measure b:Measure
rect | l:Token t:Token r:Token b:Token
blipFill | dpi:Integer rotWithShape:Truth
*blip | !r:embed:Relationship cstate:Token
tile | tx:Coordinate ty:Coordinate sx:Measure sy:Measure flip:Token algn:Token
pattFill prstGeom prstTxWarp | !prst:Token
alphaBiLevel biLevel | !thresh:Measure
alphaModFix | amt:Measure
alphaRepl | a:Measure
blur | rad:Integer grow:Truth
clrChange | useA:Truth
fillOverlay | blend:Token
hsl | hue:Integer sat:Measure lum:Measure
ln uLn | w:Integer cap:Token cmpd:Token algn:Token
prstDash | val:Token
ds | d:Measure sp:Measure
miter | lim:Measure
headEnd tailEnd | type:Token w:Token len:Token
glow softEdge | rad:Integer
innerShdw outerShdw prstShdw reflection | prst:Token blurRad:Integer dist:Integer dir:Integer sx:Measure sy:Measure kx:Integer ky:Integer algn:Token rotWithShape:Truth stA:Measure stPos:Measure endA:Measure endPos:Measure fadeDir:Integer
camera | !prst:Token fov:Integer zoom:Measure
lightRig | !rig:Token !dir:Token
rot | !lat:Integer !lon:Integer !rev:Integer
sp3d | z:Integer extrusionH:Integer contourW:Integer prstMaterial:Token
bevelT bevelB bevel | w:Integer h:Integer prst:Token
flatTx | z:Integer
xfrm | rot:Integer flipH:Truth flipV:Truth
off chOff | !x:Coordinate !y:Coordinate
ext chExt | !cx:Coordinate !cy:Coordinate
gd | !name:Token !fmla:Formula
pt | !x:Token !y:Token
arcTo | !wR:Token !hR:Token !stAng:Token !swAng:Token
bodyPr | rot:Integer spcFirstLastPara:Truth vertOverflow:Token horzOverflow:Token vert:Token wrap:Token lIns:Measure tIns:Measure rIns:Measure bIns:Measure numCol:Integer spcCol:Integer rtlCol:Truth fromWordArt:Truth anchor:Token anchorCtr:Truth forceAA:Truth upright:Truth compatLnSpc:Truth
normAutofit | fontScale:Measure lnSpcReduction:Measure
pPr defPPr lvl1pPr lvl2pPr lvl3pPr lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr | marL:Measure marR:Measure lvl:Integer indent:Measure algn:Token defTabSz:Measure rtl:Truth eaLnBrk:Truth fontAlgn:Token latinLnBrk:Truth hangingPunct:Truth
spcPct spcPts buSzPct buSzPts | !val:Measure
buAutoNum | !type:Token startAt:Integer
buChar | !char:Name
tab | pos:Measure algn:Token
defRPr rPr endParaRPr | kumimoji:Truth lang:Token altLang:Token sz:Integer b:Truth i:Truth u:Token strike:Token kern:Measure cap:Token spc:Measure normalizeH:Truth baseline:Measure noProof:Truth
rtl | val:Truth
=t:Text
br
*fld | id:Guid type:Token
graphicFrameLocks picLocks spLocks grpSpLocks cxnSpLocks | noGrp:Truth noSelect:Truth noRot:Truth noChangeAspect:Truth noMove:Truth noResize:Truth noEditPoints:Truth noAdjustHandles:Truth noChangeArrowheads:Truth noChangeShapeType:Truth noCrop:Truth noTextEdit:Truth noUngrp:Truth noDrilldown:Truth
lnRef fillRef effectRef | !idx:Integer
fontRef | !idx:Token
graphic spPr style
*graphicData | !uri:Name
*hlinkClick(hyperlink) | r:id:Relationship action:Text tooltip:Quotable
*hlinkHover(hyperlink) *hlinkMouseOver(hyperlink)
-extLst -ahLst -cxnLst -custClrLst
-audioFile(media) -videoFile(media) -quickTimeFile(media) -wavAudioFile(media) -audioCd(media) -snd(media)
)";
}

std::string_view shape_words(Space space)
{
    if (space == Space::Picture)
        return R"(
pic nvPicPr blipFill
*cNvPr | !id:Integer name:Name descr:Text title:Text hidden:Truth
cNvPicPr | preferRelativeResize:Truth
spPr | bwMode:Token
-extLst
)";
    if (space == Space::WordShape)
        return R"(
wsp | normalEastAsianFlow:Truth
*cNvPr | !id:Integer name:Name descr:Text title:Text hidden:Truth
cNvSpPr | txBox:Truth
cNvCnPr cNvFrPr style txbx
spPr | bwMode:Token
linkedTxbx | !id:Integer !seq:Integer
bodyPr | rot:Integer spcFirstLastPara:Truth vertOverflow:Token horzOverflow:Token vert:Token wrap:Token lIns:Measure tIns:Measure rIns:Measure bIns:Measure numCol:Integer spcCol:Integer rtlCol:Truth fromWordArt:Truth anchor:Token anchorCtr:Truth forceAA:Truth upright:Truth compatLnSpc:Truth
-extLst
)";
    if (space == Space::WordGroup)
        return R"(
wgp grpSp cNvGrpSpPr graphicFrame cNvFrPr xfrm
*cNvPr | !id:Integer name:Name descr:Text title:Text hidden:Truth
grpSpPr | bwMode:Token
-extLst
)";
    return R"(
wpc bg whole
-extLst
)";
}

}
