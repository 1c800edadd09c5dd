// SPDX-License-Identifier: MIT
// A tree as XML in one form only: our prefixes, all declared at the root; no comments, no entities
// but the four, no white space of its own.
#pragma once

#include "sanitizer/rebuild/ooxml/document/tree.h"
#include "sanitizer/rebuild/parts/escape.h"

#include <optional>

namespace rebuild_ooxml {

using rebuild_parts::append_escaped, rebuild_parts::LineBreaks, rebuild_parts::xml_prolog;

// Characters that XML 1.0 does not have are left out; nothing if a text is not UTF-8. `rows` is
// what stands in a sheet's sheetData, written already; `about` how many bytes the rest may become.
std::optional<std::string> write_xml(
    const Tree&, DocumentKind, std::string_view rows, std::size_t about);

// For what is written without a tree.
void append_declarations(std::string& to, DocumentKind); // Of a root's namespaces.

}
