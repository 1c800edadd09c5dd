// SPDX-License-Identifier: MIT
// Signatures of OpenDocument (ODF 1.3 part 2, clause 5).
#include "scanners/signed_xml/signature.h"

#include <algorithm>

namespace signed_xml {

using policy::Coverage, policy::SignatureResult;

static constexpr std::string_view signatures_name = "META-INF/documentsignatures.xml";

// The kind of file, which stands first in it, may be signed or not; a signature cannot sign itself.
static bool may_be_unsigned(std::string_view name)
{
    return name == "mimetype" || name == signatures_name || name == "META-INF/macrosignatures.xml";
}

static Coverage coverage_of(const Package& package, const Covered& covered)
{
    if (covered.parts.empty())
        return Coverage::Nothing;
    auto is_covered = [&](const std::string& name) {
        return may_be_unsigned(name) || covered.parts.contains(name);
    };
    return std::ranges::all_of(package.names(), is_covered) ? Coverage::Whole : Coverage::Part;
}

static std::vector<Checked> failed(SignatureResult result, const char* detail)
{
    Checked checked;
    checked.verdict.fail(result, detail);
    return { std::move(checked) };
}

std::vector<Checked> check_odf(const Package& package)
{
    constexpr std::string_view space = "urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0";
    if (!package.has(signatures_name))
        return failed(SignatureResult::Unsupported, "a signature of macros alone");
    auto bytes = package.read(signatures_name);
    auto tree = bytes ? parse(*bytes) : nullptr;
    auto* root = tree ? xmlDocGetRootElement(tree.get()) : nullptr;
    if (!is(root, space, "document-signatures") || children(root).empty())
        return failed(SignatureResult::Unreadable, "it is no plain list of signatures in XML");
    std::vector<Checked> all;
    for (auto* signature : children(root)) {
        if (all.size() > policy::most_signatures)
            break;
        auto& checked = all.emplace_back();
        if (!is(signature, dsig, "Signature")) {
            checked.verdict.fail(SignatureResult::Unreadable, "something else among signatures");
            continue;
        }
        checked = check_signature({ package, tree.get(), signature });
        auto result = checked.verdict.result;
        if (result != SignatureResult::Valid && result != SignatureResult::WeakAlgorithm)
            continue;
        checked.covers = coverage_of(package, checked.covered);
        if (checked.covers == Coverage::Nothing)
            checked.verdict.fail(SignatureResult::Unsupported, "it signs no part of the document");
    }
    return all;
}

}
