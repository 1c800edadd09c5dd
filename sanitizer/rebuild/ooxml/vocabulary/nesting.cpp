// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/vocabulary/nesting.h"

#include <algorithm>

namespace rebuild_ooxml {

struct Content {
    std::string_view parents;
    std::string_view children;
};

static constexpr std::string_view in_math
    = "m:oMath m:e m:num m:den m:fName m:lim m:deg m:sub m:sup";

// Each of these children may stand in each of these parents and, unless another line says so, in
// nothing else.
static constexpr Content contents[] = {
    { "w:document", "w:body w:background" },
    { "w:footnotes", "w:footnote" },
    { "w:endnotes", "w:endnote" },
    { "w:comments", "w:comment" },
    { "w:footnotePr w:endnotePr", "w:footnote w:endnote" }, // Settings; none of them is kept.
    { "w:body w:hdr w:ftr w:footnote w:endnote w:comment w:txbxContent w:tc",
        "w:p w:tbl m:oMathPara m:oMath" },
    { "w:body w:pPr", "w:sectPr" },
    { "w:sectPr", "w:headerReference w:footerReference" },
    { "w:tbl", "w:tblPr w:tblGrid w:tr" },
    { "w:tr", "w:tblPrEx w:trPr w:tc" },
    { "w:tc", "w:tcPr" },
    { "w:p", "w:pPr" },
    { "w:p w:hyperlink w:fldSimple w:bdo w:dir",
        "w:r w:hyperlink w:fldSimple w:bdo w:dir m:oMathPara m:oMath" },
    { "w:r", "w:rPr w:tab w:drawing w:pict w:object" },
    { "w:r m:r",
        "w:t w:instrText w:fldChar w:sym w:br w:cr w:ptab w:noBreakHyphen w:softHyphen "
        "w:pgNum w:annotationRef w:footnoteRef w:endnoteRef w:separator "
        "w:continuationSeparator w:ruby w:footnoteReference w:endnoteReference "
        "w:commentReference w:tab" },
    { "w:tabs", "w:tab" },
    { "w:ruby", "w:rubyPr w:rt w:rubyBase" },
    { "w:rt w:rubyBase", "w:r" },
    { "w:pPr", "w:rPr" },
    { "w:styles", "w:docDefaults w:latentStyles w:style" },
    { "w:style w:tblStylePr", "w:pPr w:rPr w:tblPr w:trPr w:tcPr" },
    { "w:pPrDefault", "w:pPr" },
    { "w:rPrDefault", "w:rPr" },
    { "w:numbering", "w:abstractNum w:num" },
    { "w:abstractNum w:lvlOverride", "w:lvl" },
    { "w:lvl", "w:pPr w:rPr" },
    { "w:fonts", "w:font" },
    { "w:settings", "m:mathPr" },
    { "m:oMathPara", "m:oMath" },
    { in_math, "w:r m:oMath" },
    { "m:r", "m:t w:rPr" },
    { "m:ctrlPr", "w:rPr" },
    { "w:drawing", "wp:inline wp:anchor" },
    { "wp:inline wp:anchor wpg:graphicFrame xdr:graphicFrame", "a:graphic" },
    { "a:graphic", "a:graphicData" },
    { "a:graphicData", "pic:pic wps:wsp wpg:wgp wpc:wpc c:chart" },
    { "wpg:wgp wpg:grpSp wpc:wpc", "pic:pic wps:wsp wpg:wgp wpg:grpSp wpg:graphicFrame" },
    { "wps:txbx", "w:txbxContent" },
    { "a:blipFill pic:blipFill xdr:blipFill", "a:blip" },
    { "c:rich c:txPr xdr:txBody", "a:p" },
    { "a:p", "a:r a:fld" },
    { "a:r a:fld", "a:t" },
    { "c:chartSpace", "c:chart" },
    { "c:pt c:tx", "c:v" },
    { "c:strRef c:numRef c:multiLvlStrRef", "c:f" },
    { "c:trendline", "c:name" },
    { "c:dLbls c:dLbl", "c:separator" },
    { "c:numCache c:numLit", "c:formatCode" },
    { "comments", "authors commentList" }, // Read by code of their own.
    { "authors", "author" },
    { "commentList", "comment" },
    { "comment", "text" },
    { "p:presentation",
        "p:sldMasterIdLst p:notesMasterIdLst p:sldIdLst p:sldSz p:notesSz p:kinsoku "
        "p:defaultTextStyle" },
    { "p:sldMasterIdLst", "p:sldMasterId" },
    { "p:notesMasterIdLst", "p:notesMasterId" },
    { "p:sldIdLst", "p:sldId" },
    { "p:sldMaster", "p:sldLayoutIdLst p:txStyles" },
    { "p:sldLayoutIdLst", "p:sldLayoutId" },
    { "p:txStyles", "p:titleStyle p:bodyStyle p:otherStyle" },
    { "p:sldMaster p:sldLayout p:sld p:notesMaster p:notes", "p:cSld" },
    { "p:sldMaster p:notesMaster", "p:clrMap" },
    { "p:sldLayout p:sld p:notes", "p:clrMapOvr" },
    { "p:sldMaster p:sldLayout p:sld", "p:transition" },
    { "p:sldMaster p:sldLayout p:notesMaster", "p:hf" },
    { "p:notesMaster", "p:notesStyle" },
    { "p:cSld", "p:bg p:spTree" },
    { "p:bg", "p:bgPr p:bgRef" },
    { "p:spTree p:grpSp", "p:nvGrpSpPr p:grpSpPr p:sp p:grpSp p:graphicFrame p:cxnSp p:pic" },
    { "p:sp", "p:nvSpPr p:txBody" },
    { "p:pic", "p:nvPicPr p:blipFill" },
    { "p:cxnSp", "p:nvCxnSpPr" },
    { "p:graphicFrame", "p:nvGraphicFramePr p:xfrm a:graphic" },
    { "p:sp p:pic p:cxnSp", "p:spPr p:style" },
    { "p:nvGrpSpPr p:nvSpPr p:nvPicPr p:nvCxnSpPr p:nvGraphicFramePr", "p:cNvPr p:nvPr" },
    { "p:nvGrpSpPr", "p:cNvGrpSpPr" },
    { "p:nvSpPr", "p:cNvSpPr" },
    { "p:nvPicPr", "p:cNvPicPr" },
    { "p:nvCxnSpPr", "p:cNvCxnSpPr" },
    { "p:nvGraphicFramePr", "p:cNvGraphicFramePr" },
    { "p:nvPr", "p:ph" },
    { "p:transition",
        "p:blinds p:checker p:comb p:cover p:pull p:push p:randomBar p:strips p:wipe p:zoom "
        "p:circle p:diamond p:dissolve p:newsflash p:plus p:random p:wedge p:cut p:fade p:split "
        "p:wheel" },
    { "p:cmAuthorLst", "p:cmAuthor" },
    { "p:cmLst", "p:cm" },
    { "p:cm", "p:pos p:text" },
    { "p:cNvPr a:rPr wp:docPr pic:cNvPr wps:cNvPr wpg:cNvPr xdr:cNvPr",
        "a:hlinkClick a:hlinkHover a:hlinkMouseOver" },
    { "p:clrMapOvr", "a:masterClrMapping a:overrideClrMapping" },
    { "p:cNvCxnSpPr", "a:stCxn a:endCxn" },
    { "p:blipFill a:buBlip", "a:blip" },
    { "p:txBody a:txBody", "a:p" },
    { "a:graphicData", "a:tbl" },
    { "a:tbl", "a:tblPr a:tblGrid a:tr" },
    { "a:tblPr", "a:tableStyleId" },
    { "a:tblGrid", "a:gridCol" },
    { "a:tr", "a:tc" },
    { "a:tc", "a:txBody a:tcPr" },
    { "a:tcPr", "a:lnL a:lnR a:lnT a:lnB a:lnTlToBr a:lnBlToTr" },
    { "a:tblStyleLst", "a:tblStyle" },
    { "a:tblStyle",
        "a:tblBg a:wholeTbl a:band1H a:band2H a:band1V a:band2V a:lastCol a:firstCol a:lastRow "
        "a:seCell a:swCell a:firstRow a:neCell a:nwCell" },
    { "a:wholeTbl a:band1H a:band2H a:band1V a:band2V a:lastCol a:firstCol a:lastRow a:seCell "
      "a:swCell a:firstRow a:neCell a:nwCell",
        "a:tcTxStyle a:tcStyle" },
    { "a:tcStyle", "a:tcBdr" },
    { "a:tcStyle a:tblBg", "a:fill" },
    { "a:tcStyle a:tcPr", "a:cell3D" },
    { "a:tcBdr", "a:left a:right a:top a:bottom a:insideH a:insideV a:tl2br a:tr2bl" },
};

// Elements of presentations that hold properties of drawings.
static constexpr std::string_view with_properties
    = "p:bgPr p:bgRef p:spPr p:grpSpPr p:style p:txBody p:blipFill p:xfrm p:cNvSpPr p:cNvPicPr "
      "p:cNvGrpSpPr p:cNvCxnSpPr p:cNvGraphicFramePr p:defaultTextStyle p:titleStyle p:bodyStyle "
      "p:otherStyle p:notesStyle";

static constexpr std::string_view roots
    = "w:document w:styles w:settings w:fonts w:numbering a:theme w:footnotes w:endnotes "
      "w:comments w:hdr w:ftr c:chartSpace workbook styleSheet sst worksheet chartsheet comments "
      "xdr:wsDr p:presentation p:sldMaster p:sldLayout p:sld p:notesMaster p:notes "
      "p:cmAuthorLst p:cmLst a:tblStyleLst";

static constexpr std::string_view lists
    = "p:sldMasterIdLst p:notesMasterIdLst p:sldIdLst p:sldLayoutIdLst p:spTree p:grpSp "
      "p:cmAuthorLst p:cmLst";

static bool is_listed(std::string_view list, std::string_view name)
{
    while (!list.empty()) {
        auto end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == name)
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

static std::vector<Element*> elements_in(std::string_view text, const ElementsByName& all)
{
    std::vector<Element*> elements;
    while (!text.empty()) {
        auto end = std::min(text.find(' '), text.size());
        if (auto found = all.find(text.substr(0, end)); found != all.end())
            elements.push_back(found->second);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return elements;
}

void tell_nesting(const ElementsByName& all)
{
    for (const auto& one : contents) {
        auto parents = elements_in(one.parents, all);
        for (auto* child : elements_in(one.children, all)) {
            child->nesting.is_listed = true;
            auto& known = child->nesting.parents;
            known.insert(known.end(), parents.begin(), parents.end());
        }
    }
    for (auto* one : elements_in(roots, all))
        one->nesting.is_root = true;
    for (auto* one : elements_in(with_properties, all))
        one->nesting.holds_properties = true;
    for (auto* one : elements_in(lists, all))
        one->nesting.holds_many = true;
}

// Properties of one language stand in elements of that language, of drawings in all of theirs.
static bool may_hold_property(const Element& holder, Space child)
{
    auto parent = holder.space;
    switch (child) {
    case Space::Word: return parent == Space::Word || parent == Space::Math;
    case Space::Drawing:
        return parent == Space::Show ? holder.nesting.holds_properties
                                     : parent != Space::Word && parent != Space::Math;
    default: return parent == child;
    }
}

// Of a comment's text: what strings that cells share may hold, and nothing else.
static bool may_stand_in_comment(std::string_view parent, std::string_view name)
{
    static constexpr Content allowed[] = {
        { "text", "t r rPh phoneticPr" },
        { "r", "rPr t" },
        { "rPh", "t" },
        { "rPr",
            "rFont charset family b i strike outline shadow condense extend color sz u vertAlign "
            "scheme" },
    };
    for (const auto& one : allowed) {
        if (one.parents == parent)
            return is_listed(one.children, name);
    }
    return false;
}

bool may_stand_in(const Element& root, const Element& parent, const Element& element)
{
    const auto& nesting = element.nesting;
    if (nesting.is_root || (element.setting && root.written != "w:settings"))
        return false;
    if (root.written == "comments")
        return may_stand_in_comment(parent.written, element.written);
    return nesting.is_listed ? std::ranges::find(nesting.parents, &parent) != nesting.parents.end()
                             : may_hold_property(parent, element.space);
}

bool is_single(const Element& parent, const Element& element)
{
    return parent.space == Space::Show && element.space == Space::Show
        && !parent.nesting.holds_many;
}

}
