// SPDX-License-Identifier: MIT
// A tree as XML in one form only: our prefixes, all declared at the root; no comments, no entities
// but the four, no white space of its own.
#pragma once

#include "sanitizer/rebuild/ooxml/document/tree.h"

#include <optional>

namespace rebuild_ooxml {

// Characters that XML 1.0 does not have are left out; nothing if a text is not UTF-8. `rows` is
// what stands in a sheet's sheetData, written already.
std::optional<std::string> write_xml(const Tree&, DocumentKind, std::string_view rows);

// For what is written without a tree.
// In the text of a cell breaks are seen, in that of a slide tabs.
enum class LineBreaks { Blank, Keep, Tabs };
void append_escaped(std::string& to, std::string_view text, LineBreaks = LineBreaks::Blank);
void append_declarations(std::string& to, DocumentKind); // Of a root's namespaces.
inline constexpr std::string_view xml_prolog
    = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

}
