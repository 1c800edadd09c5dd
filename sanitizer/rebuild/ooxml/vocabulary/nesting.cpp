// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/vocabulary/nesting.h"

#include <algorithm>
#include <map>
#include <set>

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
};

static std::set<std::string_view> words_of(std::string_view text)
{
    std::set<std::string_view> words;
    while (!text.empty()) {
        auto end = std::min(text.find(' '), text.size());
        words.insert(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

using Parents = std::map<std::string_view, std::set<std::string_view>>;

static Parents make_parents()
{
    Parents parents;
    for (const auto& one : contents) {
        for (auto child : words_of(one.children))
            parents[child].merge(words_of(one.parents));
    }
    return parents;
}

// Properties of one language stand in elements of that language, of drawings in all of theirs.
static bool may_hold_property(Space parent, Space child)
{
    switch (child) {
    case Space::Word: return parent == Space::Word || parent == Space::Math;
    case Space::Drawing: return parent != Space::Word && parent != Space::Math;
    default: return parent == child;
    }
}

static bool is_root(std::string_view name)
{
    static const auto roots = words_of(
        "w:document w:styles w:settings w:fonts w:numbering a:theme w:footnotes w:endnotes "
        "w:comments w:hdr w:ftr c:chartSpace workbook styleSheet sst worksheet chartsheet "
        "xdr:wsDr");
    return roots.contains(name);
}

bool may_stand_in(const Element& root, const Element& parent, const Element& element)
{
    static const Parents all = make_parents();
    if (is_root(element.written) || (element.setting && root.written != "w:settings"))
        return false;
    auto found = all.find(element.written);
    return found == all.end() ? may_hold_property(parent.space, element.space)
                              : found->second.contains(parent.written);
}

}
