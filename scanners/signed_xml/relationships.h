// SPDX-License-Identifier: MIT
// Relationships of a package (ECMA-376 part 2), and the transform of XML signatures that keeps some
// of them (13.2.4.24).
#pragma once

#include "scanners/signed_xml/tree.h"

namespace signed_xml {

struct Relationship {
    std::string id;
    std::string type;
    std::string target;
    std::string mode; // "Internal" where the part says nothing.
};

// Nothing: it has other elements or attributes than the standard knows, or an Id twice.
std::optional<std::vector<Relationship>> relationships_in(base::View part);

struct Kept {
    std::vector<std::string> ids;
    base::Bytes canonical; // In canonical XML, whichever of its forms.
    // As xmlsec, and so LibreOffice, writes it where there are line ends between the relationships:
    // the same ones, with an empty element "text" for each. Empty where there are none.
    base::Bytes by_xmlsec;
};

std::optional<Kept> keep_relationships(base::View part, const xmlNode* transform);

}
