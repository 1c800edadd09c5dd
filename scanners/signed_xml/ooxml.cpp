// SPDX-License-Identifier: MIT
// Signatures of Office's documents (ECMA-376 part 2, clause 13; MS-OFFCRYPTO 2.5).
#include "scanners/signed_xml/relationships.h"
#include "scanners/signed_xml/signature.h"

#include <algorithm>
#include <array>

namespace signed_xml {

using policy::Coverage, policy::SignatureResult;

namespace {

// A part that Office signs nowhere, and the relationship of the package that leads to it.
struct Unsigned {
    std::string_view part;
    std::string_view type;
};

struct Signatures {
    std::vector<std::string> parts;
    std::set<std::string> all; // With what leads to them.
};

}

static constexpr std::string_view thumbnail_type
    = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail";
static constexpr std::array properties {
    Unsigned { "docProps/core.xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" },
    Unsigned { "docProps/app.xml",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" },
    Unsigned { "docProps/custom.xml",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" },
    Unsigned { "docProps/thumbnail.jpeg", thumbnail_type },
    Unsigned { "docProps/thumbnail.png", thumbnail_type },
    Unsigned { "docProps/thumbnail.emf", thumbnail_type },
    Unsigned { "docProps/thumbnail.wmf", thumbnail_type },
};
static constexpr std::string_view content_types_name = "[Content_Types].xml";
static constexpr std::string_view root_name = "_rels/.rels";
static constexpr std::string_view folder = "_xmlsignatures/";
static constexpr std::string_view origin_type
    = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin";
static constexpr std::string_view signature_type
    = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature";

static std::vector<Relationship> relationships_of(const Package& package, std::string_view name)
{
    auto bytes = package.read(name);
    auto all = bytes ? relationships_in(*bytes) : std::nullopt;
    return all.value_or(std::vector<Relationship> {});
}

static std::string_view without(std::string_view prefix, std::string_view text)
{
    return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

// The name of a part directly in the folder of signatures; nothing: it leads elsewhere.
static std::optional<std::string> signature_part(const Relationship& one)
{
    auto name = without(folder, without("/", one.target));
    if (one.mode != "Internal" || name.empty() || name.starts_with('.')
        || name.find_first_of("/\\:%?#") != name.npos)
        return std::nullopt;
    return std::string(folder) + std::string(name);
}

static Signatures signatures_in(const Package& package)
{
    Signatures found;
    for (const auto& origin : relationships_of(package, root_name)) {
        auto name = origin.type == origin_type ? signature_part(origin) : std::nullopt;
        if (!name)
            continue;
        if (!found.all.empty())
            return {}; // Of two origins, readers could take one each.
        auto links = std::string(folder) + "_rels/" + name->substr(folder.size()) + ".rels";
        found.all = { *name, links };
        for (const auto& one : relationships_of(package, links)) {
            auto part = one.type == signature_type ? signature_part(one) : std::nullopt;
            if (part && package.has(*part) && found.all.insert(*part).second)
                found.parts.push_back(*part);
        }
    }
    return found;
}

// To the origin of signatures or to a property, under the type that belongs to it.
static bool may_be_unsigned(const Relationship& one)
{
    if (one.mode != "Internal")
        return false;
    if (one.type == origin_type)
        return signature_part(one).has_value();
    return std::ranges::any_of(properties, [&](const Unsigned& property) {
        return one.type == property.type && without("/", one.target) == property.part;
    });
}

// Signed, and to something that is not: a picture that is the thumbnail.
static bool leads_to_unsigned(const Relationship& one)
{
    auto part = part_named(one.target);
    auto name = lower(part ? part->name : one.target);
    return one.mode == "Internal"
        && (name.find("docprops") != name.npos || name.find("_xmlsignatures") != name.npos);
}

static bool relationships_are_covered(
    const Package& package, const std::string& name, const Covered& covered)
{
    auto bytes = package.read(name);
    auto all = bytes ? relationships_in(*bytes) : std::nullopt;
    return all && std::ranges::all_of(*all, [&](const Relationship& one) {
        if (name == root_name && may_be_unsigned(one))
            return true;
        return !leads_to_unsigned(one)
            && (covered.parts.contains(name)
                || covered.relationships.contains(name + "\n" + one.id));
    });
}

// Word's fields and bound controls show properties of the document. Of those words none can be
// written otherwise in UTF-8; which field it is can be split in many ways, so any of them counts.
static bool shows_properties(const Package& package, const Covered& covered)
{
    auto is_of_word
        = [](const auto& one) { return lower(one.second).find("word") != std::string::npos; };
    if (std::ranges::none_of(covered.content_types, is_of_word))
        return false;
    return std::ranges::any_of(covered.parts, [&](const std::string& name) {
        auto type = covered.content_types.find(name);
        if (type != covered.content_types.end() && lower(type->second).starts_with("image/"))
            return false;
        auto bytes = package.read(name);
        auto text = bytes ? base::text_of(*bytes) : std::string_view();
        return !bytes || !is_plain_text(text) || text.find("instrText") != text.npos
            || text.find("fldSimple") != text.npos || text.find("dataBinding") != text.npos;
    });
}

static bool is_property(std::string_view name)
{
    return std::ranges::find(properties, name, &Unsigned::part) != properties.end();
}

static Coverage coverage_of(
    const Package& package, const Covered& covered, const Signatures& signatures)
{
    bool properties_count = shows_properties(package, covered);
    auto is_covered = [&](const std::string& name) {
        if (name == content_types_name || signatures.all.contains(name))
            return true;
        if (name.ends_with(".rels"))
            return relationships_are_covered(package, name, covered);
        return covered.parts.contains(name) || (is_property(name) && !properties_count);
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

static Checked check(const Package& package, const std::string& name, const Signatures& signatures)
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
    checked.covers = coverage_of(package, checked.covered, signatures);
    if (checked.covers == Coverage::Nothing)
        checked.verdict.fail(SignatureResult::Unsupported, "it signs no part of the document");
    return checked;
}

std::vector<Checked> check_ooxml(const Package& package)
{
    std::vector<Checked> all;
    auto signatures = signatures_in(package);
    for (const auto& name : signatures.parts) {
        if (all.size() > policy::most_signatures)
            break;
        all.push_back(check(package, name, signatures));
    }
    if (all.empty())
        all.emplace_back().verdict.fail(
            SignatureResult::Unreadable, "its signatures are not where they belong");
    return all;
}

}
