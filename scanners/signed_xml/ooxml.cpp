// SPDX-License-Identifier: MIT
// Signatures of Office's documents (ECMA-376 part 2, clause 13; MS-OFFCRYPTO 2.5).
#include "scanners/signed_xml/relationships.h"
#include "scanners/signed_xml/signature.h"

#include <algorithm>
#include <array>

namespace signed_xml {

using policy::Coverage, policy::SignatureResult;

// What Office signs nowhere: the properties, which no rebuild keeps, and what leads to them.
static constexpr std::array<std::string_view, 7> properties { "docprops/core.xml",
    "docprops/app.xml", "docprops/custom.xml", "docprops/thumbnail.jpeg", "docprops/thumbnail.png",
    "docprops/thumbnail.emf", "docprops/thumbnail.wmf" };
static constexpr std::array<std::string_view, 5> unsigned_relationships {
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
};
static constexpr std::string_view content_types_name = "[Content_Types].xml";

static bool is_signature_part(std::string_view name)
{
    return lower(name).starts_with("_xmlsignatures/");
}

static bool relationships_are_covered(
    const Package& package, const std::string& name, const Covered& covered)
{
    auto bytes = package.read(name);
    auto all = bytes ? relationships_in(*bytes) : std::nullopt;
    return all && std::ranges::all_of(*all, [&](const Relationship& one) {
        return covered.relationships.contains(name + "\n" + one.id)
            || std::ranges::find(unsigned_relationships, one.type) != unsigned_relationships.end();
    });
}

static Coverage coverage_of(const Package& package, const Covered& covered)
{
    auto is_covered = [&](const std::string& name) {
        if (name == content_types_name || is_signature_part(name)
            || std::ranges::find(properties, lower(name)) != properties.end())
            return true;
        if (covered.parts.contains(name))
            return true;
        return name.ends_with(".rels") && relationships_are_covered(package, name, covered);
    };
    bool any = !covered.parts.empty() || !covered.selections.empty();
    if (!any)
        return Coverage::Nothing;
    return std::ranges::all_of(package.names(), is_covered) ? Coverage::Whole : Coverage::Part;
}

// What a part is read as stands elsewhere, so each reference names it, too.
static bool types_agree(const Package& package, const Covered& covered)
{
    constexpr std::string_view space
        = "http://schemas.openxmlformats.org/package/2006/content-types";
    auto bytes = package.read(content_types_name);
    auto tree = bytes ? parse(*bytes) : nullptr;
    auto* root = tree ? xmlDocGetRootElement(tree.get()) : nullptr;
    if (!is(root, space, "Types"))
        return false;
    std::map<std::string, std::string> by_extension, by_name;
    for (auto* one : children(root)) {
        auto type = lower(attribute(one, "ContentType").value_or(""));
        auto& into = is(one, space, "Default") ? by_extension : by_name;
        auto key = lower(
            attribute(one, is(one, space, "Default") ? "Extension" : "PartName").value_or(""));
        if (!into.emplace(key, type).second)
            return false;
    }
    return std::ranges::all_of(covered.content_types, [&](const auto& part) {
        auto name = "/" + lower(part.first);
        auto found = by_name.find(name);
        if (found == by_name.end()) {
            found = by_extension.find(name.substr(name.rfind('.') + 1));
            if (found == by_extension.end())
                return false;
        }
        return found->second == lower(part.second);
    });
}

static Checked check(const Package& package, const std::string& name)
{
    Checked checked;
    auto bytes = package.read(name);
    auto tree = bytes ? parse(*bytes) : nullptr;
    auto* root = tree ? xmlDocGetRootElement(tree.get()) : nullptr;
    if (!is(root, dsig, "Signature")) {
        checked.verdict.fail(SignatureResult::Unreadable, "it is no plain signature in XML");
        return checked;
    }
    checked = check_signature({ package, tree.get(), root });
    auto result = checked.verdict.result;
    if (result != SignatureResult::Valid && result != SignatureResult::WeakAlgorithm)
        return checked;
    if (!types_agree(package, checked.covered))
        checked.verdict.fail(SignatureResult::Broken, "a part is of another type than was signed");
    checked.covers = coverage_of(package, checked.covered);
    if (checked.covers == Coverage::Nothing)
        checked.verdict.fail(SignatureResult::Unsupported, "it signs no part of the document");
    return checked;
}

std::vector<Checked> check_ooxml(const Package& package)
{
    std::vector<Checked> all;
    for (const auto& name : package.names()) {
        if (is_signature_part(name) && name.ends_with(".xml"))
            all.push_back(check(package, name));
    }
    if (all.empty())
        all.emplace_back().verdict.fail(
            SignatureResult::Unreadable, "its signatures are not where they belong");
    return all;
}

}
