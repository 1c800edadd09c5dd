// SPDX-License-Identifier: MIT
// A tree as XML in one form only: our prefixes, all declared at the root; no comments, no entities
// but the four, no white space of its own.
#pragma once

#include "sanitizer/rebuild/ooxml/document/tree.h"

#include <optional>

namespace rebuild_ooxml {

// Characters that XML 1.0 does not have are left out; nothing if a text is not UTF-8.
std::optional<std::string> write_xml(const Tree&);

// `text` escaped for an attribute; for what is written without a tree.
void append_escaped(std::string& to, std::string_view text);

}
