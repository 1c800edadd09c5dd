// SPDX-License-Identifier: MIT
// Whatever the XML: no crash, no part covered where there is none, and a key only where all digests
// hold.
#include "scanners/signed_xml/relationships.h"
#include "scanners/signed_xml/signature.h"

#include <algorithm>
#include <cstdlib>

static void check(bool holds)
{
    if (!holds)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const bool ready = (signed_xml::warm_up(), true);
    base::View bytes { data, size };
    auto part = signed_xml::part_named(base::text_of(bytes));
    check(ready && (!part || !part->name.empty()));
    auto tree = signed_xml::parse(bytes);
    if (!tree)
        return 0;
    const auto* root = xmlDocGetRootElement(tree.get());
    auto kept = signed_xml::keep_relationships(bytes, root);
    check(!kept || std::ranges::is_sorted(kept->ids));
    auto checked = signed_xml::check_signature({ signed_xml::Package(), tree.get(), root });
    check(checked.covered.parts.empty() && checked.covered.selections.empty());
    auto result = checked.verdict.result;
    bool holds = result == policy::SignatureResult::Valid
        || result == policy::SignatureResult::WeakAlgorithm;
    check(!holds || (!checked.key.digest.empty() && !checked.key.certificates.empty()));
    check(checked.verdict.detail.size() <= 200);
    return 0;
}
