// SPDX-License-Identifier: MIT
// PresentationML (ECMA-376 part 1, 19): the presentation, its slides, masters, layouts and notes;
// and what of DrawingML (20.1) only these have: tables, connections, links.
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

namespace rebuild_ooxml {

std::string_view show_words()
{
    return R"(
presentation | firstSlideNum:Integer showSpecialPlsOnTitleSld:Truth rtl:Truth
sldMasterIdLst sldIdLst notesMasterIdLst sldLayoutIdLst
*sldMasterId *sldId *sldLayoutId | id:Integer !r:id:Relationship
*notesMasterId | !r:id:Relationship
sldSz | !cx:Integer !cy:Integer type:Token
notesSz | !cx:Coordinate !cy:Coordinate
kinsoku | lang:Token !invalStChars:Text !invalEndChars:Text
defaultTextStyle txStyles titleStyle bodyStyle otherStyle notesStyle
-embeddedFontLst(embedded-font) -custShowLst(custom-show) -photoAlbum -custDataLst(custom-data) -modifyVerifier(protection)
-smartTags(custom-data) -handoutMasterIdLst(handout) *extLst
*sld | show:Truth showMasterSp:Truth showMasterPhAnim:Truth
sldLayout | type:Token preserve:Truth userDrawn:Truth showMasterSp:Truth showMasterPhAnim:Truth
sldMaster | preserve:Truth
notes notesMaster | showMasterSp:Truth showMasterPhAnim:Truth
cSld | name:Name
bg | bwMode:Token
bgPr | shadeToTitle:Truth
bgRef | !idx:Integer
clrMap | !bg1:Token !tx1:Token !bg2:Token !tx2:Token !accent1:Token !accent2:Token !accent3:Token !accent4:Token !accent5:Token !accent6:Token !hlink:Token !folHlink:Token
clrMapOvr
hf | sldNum:Truth hdr:Truth ftr:Truth dt:Truth
*spTree
grpSp nvGrpSpPr nvSpPr nvPicPr nvGraphicFramePr nvCxnSpPr cNvGrpSpPr cNvGraphicFramePr cNvCxnSpPr cxnSp pic style txBody
sp | useBgFill:Truth
*graphicFrame
*cNvPr | !id:Integer name:Name descr:Text title:Text hidden:Truth
cNvSpPr | txBox:Truth
cNvPicPr | preferRelativeResize:Truth
nvPr | isPhoto:Truth userDrawn:Truth
ph | type:Token orient:Token sz:Token idx:Integer hasCustomPrompt:Truth
spPr grpSpPr | bwMode:Token
blipFill | dpi:Integer rotWithShape:Truth
xfrm | rot:Integer flipH:Truth flipV:Truth
*controls *timing -contentPart(ink) -oleObj(embedded-object)
transition | spd:Token advClick:Truth advTm:Integer
blinds checker comb cover pull push randomBar strips wipe zoom | dir:Token
circle diamond dissolve newsflash plus random wedge
cut fade | thruBlk:Truth
split | orient:Token dir:Token
wheel | spokes:Integer
-sndAc(media)
cmAuthorLst cmLst
*cmAuthor | !id:Integer !name:Name !initials:Name !lastIdx:Integer !clrIdx:Integer
*cm | !authorId:Integer !idx:Integer
pos | !x:Coordinate !y:Coordinate
=text:Text
)";
}

std::string_view show_drawing_words()
{
    return R"(
masterClrMapping
overrideClrMapping | !bg1:Token !tx1:Token !bg2:Token !tx2:Token !accent1:Token !accent2:Token !accent3:Token !accent4:Token !accent5:Token !accent6:Token !hlink:Token !folHlink:Token
*stCxn *endCxn | !id:Integer !idx:Integer
buBlip tbl tblGrid txBody
tblPr | rtl:Truth firstRow:Truth firstCol:Truth lastRow:Truth lastCol:Truth bandRow:Truth bandCol:Truth
=tableStyleId:Guid
gridCol | !w:Coordinate
tr | !h:Coordinate
tc | rowSpan:Integer gridSpan:Integer hMerge:Truth vMerge:Truth
tcPr | marL:Measure marR:Measure marT:Measure marB:Measure vert:Token anchor:Token anchorCtr:Truth horzOverflow:Token
lnL lnR lnT lnB lnTlToBr lnBlToTr | w:Integer cap:Token cmpd:Token algn:Token
cell3D | prstMaterial:Token
tblStyleLst | !def:Guid
tblStyle | !styleId:Guid !styleName:Name
tblBg wholeTbl band1H band2H band1V band2V lastCol firstCol lastRow seCell swCell firstRow neCell nwCell tcStyle tcBdr
left right top bottom insideH insideV tl2br tr2bl fill
tcTxStyle | b:Token i:Token
-tableStyle -headers
)";
}

}
