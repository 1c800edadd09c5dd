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

static std::string_view prefix_of(std::string_view name)
{
    return name.substr(0, name.find(':') + 1);
}

namespace {

struct Rule {
    bool is_root { false };
    std::vector<std::string_view> parents; // "m:" stands for every element of that prefix.
};

}

using Rules = std::unordered_map<std::string_view, Rule>; // By name; of all others by prefix.

template <typename Visit>
static void for_each_word(std::string_view list, Visit&& visit)
{
    while (!list.empty()) {
        auto end = std::min(list.find(' '), list.size());
        visit(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

static Rules make_rules()
{
    Rules rules;
    auto add = [&](const Row& row) {
        for_each_word(row.children, [&](std::string_view child) {
            auto added = rules.try_emplace(child);
            for_each_word(row.parents, [&](std::string_view parent) {
                if (added.second) // The first line about an element holds.
                    added.first->second.parents.push_back(parent);
            });
        });
    };
    std::ranges::for_each(rows, add);
    std::ranges::for_each(prefixes, add);
    for_each_word(roots, [&](std::string_view root) { rules[root].is_root = true; });
    return rules;
}

bool may_stand_in(std::string_view root, std::string_view parent, std::string_view name)
{
    static const Rules all = make_rules();
    if (root != "w:settings" && is_setting(name))
        return false;
    auto found = all.find(name);
    if (found == all.end())
        found = all.find(prefix_of(name));
    if (found == all.end() || found->second.is_root)
        return false;
    auto prefix = prefix_of(parent);
    return std::ranges::any_of(found->second.parents,
        [&](std::string_view one) { return one == parent || one == prefix; });
}

}
