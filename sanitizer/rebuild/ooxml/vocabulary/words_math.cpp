// SPDX-License-Identifier: MIT
// Equations (ECMA-376 part 1, 22.1) and the place of drawings in a text (20.4).
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

namespace rebuild_ooxml {

std::string_view math_words()
{
    return R"(
oMath oMathPara oMathParaPr acc accPr bar barPr box boxPr borderBox borderBoxPr d dPr eqArr eqArrPr f fPr func
funcPr groupChr groupChrPr limLow limLowPr limUpp limUppPr m mPr mcs mc mcPr mr nary naryPr phant phantPr rad
radPr sPre sPrePr sSub sSubPr sSubSup sSubSupPr sSup sSupPr r rPr ctrlPr e num den fName lim deg sub sup argPr mathPr
=t:Text | xml:space:WhiteSpace
jc defJc pos vertJc type shp scr sty limLoc baseJc brkBin brkBinSub intLim naryLim mcJc | val:Token
chr begChr endChr sepChr mathFont | val:Name
degHide grow subHide supHide hideTop hideBot hideLeft hideRight strikeH strikeV strikeBLTR strikeTLBR opEmu | val:Truth
noBreak diff aln maxDist objDist plcHide show zeroWid zeroAsc zeroDesc transp alnScr lit nor smallFrac dispDef | val:Truth
wrapRight | val:Truth
brk | alnAt:Integer
argSz rSpRule rSp cSp cGp cGpRule count lMargin rMargin preSp postSp interSp intraSp wrapIndent | val:Integer
)";
}

std::string_view placement_words()
{
    return R"(
inline | distT:Integer distB:Integer distL:Integer distR:Integer
anchor | distT:Integer distB:Integer distL:Integer distR:Integer simplePos:Truth relativeHeight:Integer behindDoc:Truth locked:Truth layoutInCell:Truth hidden:Truth allowOverlap:Truth
simplePos start lineTo | !x:Integer !y:Integer
positionH positionV | !relativeFrom:Token
=align:Token
=posOffset:Integer
extent | !cx:Integer !cy:Integer
effectExtent | l:Integer t:Integer r:Integer b:Integer
wrapNone
wrapSquare wrapTight wrapThrough wrapTopAndBottom | wrapText:Token distT:Integer distB:Integer distL:Integer distR:Integer
wrapPolygon | edited:Truth
*docPr | !id:Integer name:Name descr:Text title:Text hidden:Truth
cNvGraphicFramePr
)";
}

}
