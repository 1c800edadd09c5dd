// SPDX-License-Identifier: MIT
// What may stand in what (ECMA-376 part 1, 17 to 22), as far as it decides how a reader takes it:
// roots stand in nothing, text and references where their kind belongs, settings among settings.
// Properties, which hold neither, may stand in any element of their own kind.
#include "sanitizer/verify/ooxml/checks.h"

#include <algorithm>
#include <unordered_map>

namespace verify_ooxml {

struct Row {
    std::string_view children;
    std::string_view parents; // "m:" stands for every element of that prefix.
};

static constexpr std::string_view roots
    = "w:document w:styles w:settings w:fonts w:numbering a:theme w:footnotes w:endnotes "
      "w:comments w:hdr w:ftr c:chartSpace xdr:wsDr";

static constexpr Row rows[] = {
    { "w:body w:background", "w:document" },
    { "w:footnote", "w:footnotes" },
    { "w:endnote", "w:endnotes" },
    { "w:comment", "w:comments" },
    { "w:p w:tbl", "w:body w:hdr w:ftr w:footnote w:endnote w:comment w:txbxContent w:tc" },
    { "w:tr w:tblGrid", "w:tbl" },
    { "w:tc w:tblPrEx", "w:tr" },
    { "w:r", "w:p w:hyperlink w:fldSimple w:bdo w:dir w:rt w:rubyBase m:" },
    { "w:hyperlink w:fldSimple w:bdo w:dir", "w:p w:hyperlink w:fldSimple w:bdo w:dir" },
    { "w:t w:instrText w:fldChar w:sym w:br w:cr w:ptab w:noBreakHyphen w:softHyphen w:pgNum "
      "w:annotationRef w:footnoteRef w:endnoteRef w:separator w:continuationSeparator w:ruby "
      "w:footnoteReference w:endnoteReference w:commentReference",
        "w:r m:r" },
    { "w:drawing", "w:r" },
    { "w:tab", "w:r m:r w:tabs" },
    { "w:rt w:rubyBase w:rubyPr", "w:ruby" },
    { "w:txbxContent", "wps:txbx" },
    { "w:sectPr", "w:body w:pPr" },
    { "w:headerReference w:footerReference", "w:sectPr" },
    { "w:pPr", "w:p w:style w:pPrDefault w:lvl w:tblStylePr" },
    { "w:rPr", "w:r m:r m:ctrlPr w:pPr w:style w:rPrDefault w:lvl w:tblStylePr" },
    { "w:tblPr", "w:tbl w:style w:tblStylePr" },
    { "w:trPr", "w:tr w:style w:tblStylePr" },
    { "w:tcPr", "w:tc w:style w:tblStylePr" },
    { "w:docDefaults w:latentStyles w:style", "w:styles" },
    { "w:abstractNum w:num", "w:numbering" },
    { "w:lvl", "w:abstractNum w:lvlOverride" },
    { "w:font", "w:fonts" },
    { "m:mathPr", "w:settings" },
    { "m:oMathPara",
        "w:body w:hdr w:ftr w:footnote w:endnote w:comment w:txbxContent w:tc w:p "
        "w:hyperlink w:fldSimple w:bdo w:dir" },
    { "m:oMath",
        "w:body w:hdr w:ftr w:footnote w:endnote w:comment w:txbxContent w:tc w:p "
        "w:hyperlink w:fldSimple w:bdo w:dir m:" },
    { "m:t", "m:r" },
    { "wp:inline wp:anchor", "w:drawing" },
    { "a:graphic", "wp:inline wp:anchor wpg:graphicFrame xdr:graphicFrame" },
    { "a:graphicData", "a:graphic" },
    { "pic:pic wps:wsp wpg:wgp wpg:grpSp wpg:graphicFrame wpc:wpc",
        "a:graphicData wpg:wgp wpg:grpSp wpc:wpc" },
    { "c:chart", "a:graphicData c:chartSpace" },
    { "a:blip", "a:blipFill pic:blipFill xdr:blipFill" },
    { "a:p", "c:rich c:txPr xdr:txBody" },
    { "a:r", "a:p" },
    { "a:t", "a:r" },
    { "c:v", "c:pt c:tx" },
    { "c:f", "c:strRef c:numRef c:multiLvlStrRef" },
    { "c:name", "c:trendline" },
    { "c:separator", "c:dLbls c:dLbl" },
    { "c:formatCode", "c:numCache c:numLit" },
};

// Of all others.
static constexpr Row prefixes[] = {
    { "w:", "w: m:" },
    { "m:", "m:" },
    { "wp:", "wp:" },
    { "a:", "a: c: wp: pic: wps: wpg: wpc: xdr:" },
    { "pic:", "pic:" },
    { "wps:", "wps:" },
    { "wpg:", "wpg:" },
    { "wpc:", "wpc:" },
    { "c:", "c:" },
    { "xdr:", "xdr:" },
};

static bool is_in(std::string_view list, std::string_view word)
{
    for (std::size_t at = 0; (at = list.find(word, at)) != std::string_view::npos; ++at) {
        auto end = at + word.size();
        if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' '))
            return true;
    }
    return false;
}

static std::string_view prefix_of(std::string_view name)
{
    return name.substr(0, name.find(':') + 1);
}

using Parents = std::unordered_map<std::string_view, std::string_view>;

static Parents make_parents()
{
    Parents parents;
    for (const auto& row : rows) {
        for (auto list = row.children; !list.empty();) {
            auto end = std::min(list.find(' '), list.size());
            parents.emplace(list.substr(0, end), row.parents);
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }
    for (const auto& row : prefixes)
        parents.emplace(row.children, row.parents);
    return parents;
}

bool may_stand_in(std::string_view root, std::string_view parent, std::string_view name)
{
    static const Parents all = make_parents();
    if (is_in(roots, name) || (is_setting(name) && root != "w:settings"))
        return false;
    auto found = all.find(name);
    if (found == all.end())
        found = all.find(prefix_of(name));
    return found != all.end()
        && (is_in(found->second, parent) || is_in(found->second, prefix_of(parent)));
}

}
