// SPDX-License-Identifier: MIT
// XML by libxml2, and no more of XML than signatures need: UTF-8, no document type, so no entities
// and nothing to fetch. Canonical forms by libxml2, too.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <libxml/tree.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signed_xml {

struct FreeTree {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using Tree = std::unique_ptr<xmlDoc, FreeTree>;

inline constexpr std::size_t most_xml_bytes = 32 << 20;

void warm_up(); // What libxml2 fills at its first use.

// No document type, no other encoding than UTF-8 declared.
bool is_plain_text(std::string_view);

Tree parse(base::View); // Null: not well-formed, too large, or of a kind left out above.

// Elements by name and namespace; attributes without a namespace.
bool is(const xmlNode*, std::string_view space, std::string_view name);
std::vector<xmlNode*> children(const xmlNode*); // Elements alone.
xmlNode* only_child(
    const xmlNode*, std::string_view space, std::string_view name); // Null: none, or several.
std::optional<std::string> attribute(const xmlNode*, std::string_view name);
std::string text_of(const xmlNode*); // What all text in it says, without spaces around it.

// The one element of the document with this Id, if no other attribute has the value of any Id.
xmlNode* element_with_id(xmlDoc*, std::string_view id);
bool ids_are_unique(xmlDoc*);

enum class Canonical { Plain, Version11, Exclusive };
std::optional<Canonical> canonical_named(std::string_view algorithm);

// Without comments. Of `apex` and what lies in it, or of the whole document where it is null.
std::optional<base::Bytes> canonical(xmlDoc*, const xmlNode* apex, Canonical);

}
