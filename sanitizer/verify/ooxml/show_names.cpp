// SPDX-License-Identifier: MIT
#include "sanitizer/verify/ooxml/show_names.h"

namespace verify_ooxml {

#define COLOURS                                                                                    \
    "!bg1:word !tx1:word !bg2:word !tx2:word !accent1:word !accent2:word !accent3:word "           \
    "!accent4:word !accent5:word !accent6:word !hlink:word !folHlink:word"
#define LINE "w:int cap:word cmpd:word algn:word"
#define LOCKS                                                                                      \
    "noGrp:truth noSelect:truth noRot:truth noChangeAspect:truth noMove:truth noResize:truth "     \
    "noEditPoints:truth noAdjustHandles:truth noChangeArrowheads:truth noChangeShapeType:truth "   \
    "noCrop:truth noTextEdit:truth noUngrp:truth noDrilldown:truth"
#define CHARACTERS                                                                                 \
    "kumimoji:truth lang:word altLang:word sz:int b:truth i:truth u:word strike:word "             \
    "kern:measure "                                                                                \
    "cap:word spc:measure normalizeH:truth baseline:measure noProof:truth"
#define PARAGRAPHS                                                                                 \
    "marL:measure marR:measure lvl:int indent:measure algn:word defTabSz:measure rtl:truth "       \
    "eaLnBrk:truth fontAlgn:word latinLnBrk:truth hangingPunct:truth"
#define SHADOW                                                                                     \
    "prst:word blurRad:int dist:int dir:int sx:measure sy:measure kx:int ky:int algn:word "        \
    "rotWithShape:truth stA:measure stPos:measure endA:measure endPos:measure fadeDir:int"
#define MASTERED "showMasterSp:truth showMasterPhAnim:truth"
#define SHAPES "p:spTree p:grpSp"
#define TABLE_PARTS                                                                                \
    "a:wholeTbl a:band1H a:band2H a:band1V a:band2V a:lastCol a:firstCol a:lastRow a:seCell "      \
    "a:swCell a:firstRow a:neCell a:nwCell"

static constexpr ShowLine lines[] = {
    { "p:presentation", "^", "firstSlideNum:int showSpecialPlsOnTitleSld:truth rtl:truth" },
    { "p:sldMasterIdLst p:notesMasterIdLst p:sldIdLst p:defaultTextStyle", "p:presentation", "" },
    { "p:sldMasterId", "p:sldMasterIdLst", "!id:int !r:id:id" },
    { "p:notesMasterId", "p:notesMasterIdLst", "!r:id:id" },
    { "p:sldId", "p:sldIdLst", "!id:int !r:id:id" },
    { "p:sldSz", "p:presentation", "!cx:int !cy:int type:word" },
    { "p:notesSz", "p:presentation", "!cx:emu !cy:emu" },
    { "p:kinsoku", "p:presentation", "lang:word !invalStChars:words !invalEndChars:words" },
    { "p:sldMaster", "^", "preserve:truth" },
    { "p:sldLayoutIdLst p:txStyles", "p:sldMaster", "" },
    { "p:sldLayoutId", "p:sldLayoutIdLst", "!id:int !r:id:id" },
    { "p:titleStyle p:bodyStyle p:otherStyle", "p:txStyles", "" },
    { "p:sldLayout", "^", "type:word preserve:truth userDrawn:truth " MASTERED },
    { "p:sld", "^", "show:truth " MASTERED },
    { "p:notesMaster p:notes", "^", MASTERED },
    { "p:notesStyle", "p:notesMaster", "" },
    { "p:cSld", "p:sldMaster p:sldLayout p:sld p:notesMaster p:notes", "name:name" },
    { "p:clrMap", "p:sldMaster p:notesMaster", COLOURS },
    { "p:clrMapOvr", "p:sldLayout p:sld p:notes", "" },
    { "p:hf", "p:sldMaster p:sldLayout p:notesMaster",
        "sldNum:truth hdr:truth ftr:truth dt:truth" },
    { "p:bg", "p:cSld", "bwMode:word" },
    { "p:bgPr", "p:bg", "shadeToTitle:truth" },
    { "p:bgRef", "p:bg", "!idx:int" },
    { "p:spTree", "p:cSld", "" },
    { "p:grpSp p:graphicFrame p:cxnSp p:pic p:nvGrpSpPr", SHAPES, "" },
    { "p:sp", SHAPES, "useBgFill:truth" },
    { "p:grpSpPr", SHAPES, "bwMode:word" },
    { "p:nvSpPr p:txBody", "p:sp", "" },
    { "p:nvPicPr", "p:pic", "" },
    { "p:nvCxnSpPr", "p:cxnSp", "" },
    { "p:nvGraphicFramePr", "p:graphicFrame", "" },
    { "p:cNvPr", "p:nvGrpSpPr p:nvSpPr p:nvPicPr p:nvCxnSpPr p:nvGraphicFramePr",
        "!id:int !name:name descr:words title:words hidden:truth" },
    { "p:nvPr", "p:nvGrpSpPr p:nvSpPr p:nvPicPr p:nvCxnSpPr p:nvGraphicFramePr",
        "isPhoto:truth userDrawn:truth" },
    { "p:ph", "p:nvPr", "type:word orient:word sz:word idx:int hasCustomPrompt:truth" },
    { "p:cNvGrpSpPr", "p:nvGrpSpPr", "" },
    { "p:cNvSpPr", "p:nvSpPr", "txBox:truth" },
    { "p:cNvPicPr", "p:nvPicPr", "preferRelativeResize:truth" },
    { "p:cNvCxnSpPr", "p:nvCxnSpPr", "" },
    { "p:cNvGraphicFramePr", "p:nvGraphicFramePr", "" },
    { "p:spPr", "p:sp p:pic p:cxnSp", "bwMode:word" },
    { "p:style", "p:sp p:pic p:cxnSp", "" },
    { "p:blipFill", "p:pic", "dpi:int rotWithShape:truth" },
    { "p:xfrm", "p:graphicFrame", "rot:int flipH:truth flipV:truth" },
    { "p:transition", "p:sldMaster p:sldLayout p:sld", "spd:word advClick:truth advTm:int" },
    { "p:blinds p:checker p:comb p:cover p:pull p:push p:randomBar p:strips p:wipe p:zoom",
        "p:transition", "dir:word" },
    { "p:circle p:diamond p:dissolve p:newsflash p:plus p:random p:wedge", "p:transition", "" },
    { "p:cut p:fade", "p:transition", "thruBlk:truth" },
    { "p:split", "p:transition", "orient:word dir:word" },
    { "p:wheel", "p:transition", "spokes:int" },
    { "p:cmAuthorLst p:cmLst", "^", "" },
    { "p:cmAuthor", "p:cmAuthorLst", "!id:int !name:name !initials:name !lastIdx:int !clrIdx:int" },
    { "p:cm", "p:cmLst", "!authorId:int !idx:int" },
    { "p:pos", "p:cm", "!x:emu !y:emu" },
    { "p:text", "p:cm", "" },

    { "a:masterClrMapping", "p:clrMapOvr", "" },
    { "a:overrideClrMapping", "p:clrMapOvr", COLOURS },
    { "a:hlinkClick", "p:cNvPr a:rPr", "!r:id:id action:words tooltip:quiet" },
    { "a:stCxn a:endCxn", "p:cNvCxnSpPr", "!id:int !idx:int" },
    { "a:graphic", "p:graphicFrame", "" },
    { "a:graphicData", "a:graphic", "!uri:words" },
    { "a:blip", "a:blipFill p:blipFill a:buBlip", "!r:embed:id cstate:word" },
    { "a:buBlip", "*", "" },
    { "a:p", "p:txBody a:txBody c:rich c:txPr", "" },
    { "a:r", "a:p", "" },
    { "a:fld", "a:p", "!id:guid !type:word" },
    { "a:t", "a:r a:fld", "" },
    { "a:tbl", "a:graphicData", "" },
    { "a:tblPr", "a:tbl",
        "rtl:truth firstRow:truth firstCol:truth lastRow:truth lastCol:truth bandRow:truth "
        "bandCol:truth" },
    { "a:tableStyleId", "a:tblPr", "" },
    { "a:tblGrid", "a:tbl", "" },
    { "a:gridCol", "a:tblGrid", "!w:emu" },
    { "a:tr", "a:tbl", "!h:emu" },
    { "a:tc", "a:tr", "rowSpan:int gridSpan:int hMerge:truth vMerge:truth" },
    { "a:txBody", "a:tc", "" },
    { "a:tcPr", "a:tc",
        "marL:measure marR:measure marT:measure marB:measure vert:word anchor:word "
        "anchorCtr:truth horzOverflow:word" },
    { "a:lnL a:lnR a:lnT a:lnB a:lnTlToBr a:lnBlToTr", "a:tcPr", LINE },
    { "a:cell3D", "a:tcPr a:tcStyle", "prstMaterial:word" },
    { "a:tblStyleLst", "^", "!def:guid" },
    { "a:tblStyle", "a:tblStyleLst", "!styleId:guid !styleName:name" },
    { "a:tblBg " TABLE_PARTS, "a:tblStyle", "" },
    { "a:tcTxStyle", TABLE_PARTS, "b:word i:word" },
    { "a:tcStyle", TABLE_PARTS, "" },
    { "a:tcBdr", "a:tcStyle", "" },
    { "a:fill", "a:tcStyle a:tblBg", "" },
    { "a:left a:right a:top a:bottom a:insideH a:insideV a:tl2br a:tr2bl", "a:tcBdr", "" },

    { "a:theme", "^", "name:name" },
    { "a:clrScheme a:fontScheme a:fmtScheme", "*", "name:name" },
    { "a:themeElements a:dk1 a:lt1 a:dk2 a:lt2 a:accent1 a:accent2 a:accent3 a:accent4 a:accent5 "
      "a:accent6 a:hlink a:folHlink a:majorFont a:minorFont a:fillStyleLst a:lnStyleLst "
      "a:effectStyleLst a:effectStyle a:bgFillStyleLst a:objectDefaults a:extraClrSchemeLst "
      "a:extraClrScheme a:spDef a:lnDef a:txDef a:spPr a:style",
        "*", "" },
    { "a:clrMap", "*",
        "bg1:word tx1:word bg2:word tx2:word accent1:word accent2:word accent3:word accent4:word "
        "accent5:word accent6:word hlink:word folHlink:word" },
    { "a:latin a:ea a:cs a:sym a:buFont", "*",
        "!typeface:name panose:hex pitchFamily:int charset:int" },
    { "a:font", "*", "!script:word !typeface:name" },
    { "a:srgbClr", "*", "!val:hex" },
    { "a:schemeClr a:prstClr", "*", "!val:word" },
    { "a:sysClr", "*", "!val:word lastClr:hex" },
    { "a:hslClr", "*", "!hue:int !sat:measure !lum:measure" },
    { "a:scrgbClr", "*", "!r:measure !g:measure !b:measure" },
    { "a:shade a:alpha a:alphaOff a:alphaMod a:hueOff a:hueMod a:satOff a:satMod a:lumOff a:lumMod "
      "a:red a:redOff a:redMod a:green a:greenOff a:greenMod a:hue a:sat a:blue a:blueOff "
      "a:blueMod",
        "*", "!val:measure" },
    { "a:tint", "*", "val:measure hue:int amt:measure" },
    { "a:lum", "*", "val:measure bright:measure contrast:measure" },
    { "a:comp a:inv a:gray a:gamma a:invGamma a:noFill a:solidFill a:grpFill a:gsLst a:fgClr "
      "a:bgClr a:stretch a:avLst a:gdLst a:pathLst a:moveTo a:lnTo a:quadBezTo a:cubicBezTo "
      "a:close "
      "a:effectLst a:scene3d a:extrusionClr a:contourClr a:lstStyle a:noAutofit a:spAutoFit "
      "a:lnSpc a:spcBef a:spcAft a:buClrTx a:buClr a:buSzTx a:buFontTx a:buNone a:tabLst a:uLnTx "
      "a:uFillTx a:uFill a:highlight a:clrFrom a:clrTo a:alphaInv a:alphaCeiling a:alphaFloor "
      "a:grayscl a:duotone a:clrRepl a:custGeom a:custDash a:round a:br",
        "*", "" },
    { "a:gradFill", "*", "flip:word rotWithShape:truth" },
    { "a:gs", "*", "!pos:measure" },
    { "a:lin", "*", "ang:int scaled:truth" },
    { "a:path", "*", "path:word w:emu h:emu fill:word stroke:truth extrusionOk:truth" },
    { "a:fillToRect a:tileRect a:srcRect a:fillRect", "*",
        "l:measure t:measure r:measure b:measure" },
    { "a:rect", "*", "l:word t:word r:word b:word" },
    { "a:blipFill", "*", "dpi:int rotWithShape:truth" },
    { "a:tile", "*", "tx:emu ty:emu sx:measure sy:measure flip:word algn:word" },
    { "a:pattFill a:prstGeom a:prstTxWarp", "*", "!prst:word" },
    { "a:alphaBiLevel a:biLevel", "*", "!thresh:measure" },
    { "a:alphaModFix", "*", "amt:measure" },
    { "a:alphaRepl", "*", "a:measure" },
    { "a:blur", "*", "rad:int grow:truth" },
    { "a:clrChange", "*", "useA:truth" },
    { "a:fillOverlay", "*", "blend:word" },
    { "a:hsl", "*", "hue:int sat:measure lum:measure" },
    { "a:ln a:uLn", "*", LINE },
    { "a:prstDash", "*", "val:word" },
    { "a:ds", "*", "d:measure sp:measure" },
    { "a:miter", "*", "lim:measure" },
    { "a:headEnd a:tailEnd", "*", "type:word w:word len:word" },
    { "a:glow a:softEdge", "*", "rad:int" },
    { "a:innerShdw a:outerShdw a:prstShdw a:reflection", "*", SHADOW },
    { "a:camera", "*", "!prst:word fov:int zoom:measure" },
    { "a:lightRig", "*", "!rig:word !dir:word" },
    { "a:rot", "*", "!lat:int !lon:int !rev:int" },
    { "a:sp3d", "*", "z:int extrusionH:int contourW:int prstMaterial:word" },
    { "a:bevelT a:bevelB a:bevel", "*", "w:int h:int prst:word" },
    { "a:flatTx", "*", "z:int" },
    { "a:xfrm", "*", "rot:int flipH:truth flipV:truth" },
    { "a:off a:chOff", "*", "!x:emu !y:emu" },
    { "a:ext a:chExt", "*", "!cx:emu !cy:emu" },
    { "a:gd", "*", "!name:word !fmla:guide" },
    { "a:pt", "*", "!x:word !y:word" },
    { "a:arcTo", "*", "!wR:word !hR:word !stAng:word !swAng:word" },
    { "a:bodyPr", "*",
        "rot:int spcFirstLastPara:truth vertOverflow:word horzOverflow:word vert:word wrap:word "
        "lIns:measure tIns:measure rIns:measure bIns:measure numCol:int spcCol:int rtlCol:truth "
        "fromWordArt:truth anchor:word anchorCtr:truth forceAA:truth upright:truth "
        "compatLnSpc:truth" },
    { "a:normAutofit", "*", "fontScale:measure lnSpcReduction:measure" },
    { "a:pPr a:defPPr a:lvl1pPr a:lvl2pPr a:lvl3pPr a:lvl4pPr a:lvl5pPr a:lvl6pPr a:lvl7pPr "
      "a:lvl8pPr a:lvl9pPr",
        "*", PARAGRAPHS },
    { "a:spcPct a:spcPts a:buSzPct a:buSzPts", "*", "!val:measure" },
    { "a:buAutoNum", "*", "!type:word startAt:int" },
    { "a:buChar", "*", "!char:name" },
    { "a:tab", "*", "pos:measure algn:word" },
    { "a:defRPr a:rPr a:endParaRPr", "*", CHARACTERS },
    { "a:rtl", "*", "val:truth" },
    { "a:graphicFrameLocks a:picLocks a:spLocks a:grpSpLocks a:cxnSpLocks", "*", LOCKS },
    { "a:lnRef a:fillRef a:effectRef", "*", "!idx:int" },
    { "a:fontRef", "*", "!idx:word" },
};

const std::span<const ShowLine> show_lines = lines;
const std::string_view show_holders
    = "p:bgPr p:bgRef p:spPr p:grpSpPr p:style p:txBody p:blipFill p:xfrm p:cNvSpPr p:cNvPicPr "
      "p:cNvGrpSpPr p:cNvCxnSpPr p:cNvGraphicFramePr p:defaultTextStyle p:titleStyle p:bodyStyle "
      "p:otherStyle p:notesStyle";

}
