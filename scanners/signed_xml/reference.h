// SPDX-License-Identifier: MIT
// One ds:Reference (XML Signature 1.1, section 4.4.3): what it is of, and whether its digest holds.
// Every transform is on the list here, or the reference is Unsupported; nothing is ever fetched.
#pragma once

#include "policy/facts/signature.h"
#include "scanners/signed_xml/package.h"
#include "scanners/signed_xml/tree.h"

#include <map>
#include <set>

namespace signed_xml {

inline constexpr std::string_view dsig = "http://www.w3.org/2000/09/xmldsig#";

// The first thing that was found wrong, and what was found besides.
struct Verdict {
    policy::SignatureResult result { policy::SignatureResult::Valid };
    std::string detail;

    bool fail(policy::SignatureResult, std::string detail); // False, for `return`.
};

// What one signature covers. Each part and element once.
struct Covered {
    std::set<std::string> parts; // By name in the package, every byte or the whole XML of them.
    std::set<std::string> selections; // Likewise, of those that a relationship transform is over.
    std::map<std::string, std::string> content_types; // As the reference to a part names it.
    std::set<std::string> relationships; // "part\nid" of those that a relationship transform keeps.
    std::set<const xmlNode*> elements; // Of the signature's own document.
};

struct Subject {
    const Package& package;
    xmlDoc* document; // The signature's own.
    const xmlNode* signature;
};

// False: `verdict` says why. A weak digest is noted, and goes on.
bool check_reference(const Subject&, const xmlNode* reference, Covered&, Verdict&);

// Of a part's name in a URI: "/word/document.xml?ContentType=…", "content.xml".
struct PartName {
    std::string name;
    std::string content_type; // Empty: the URI says none.
};
std::optional<PartName> part_named(std::string_view uri);

enum class Digest { Sha1, Sha256, Sha384, Sha512 };
std::optional<Digest> digest_named(std::string_view algorithm);
std::optional<base::Bytes> digest_of(Digest, base::View);
std::optional<base::Bytes> binary_of(const xmlNode*); // Of base64, with the spaces that XML allows.

}
