// SPDX-License-Identifier: MIT
// Text as XML 1.0 has it, in one form only.
#pragma once

#include <string>
#include <string_view>

namespace rebuild_parts {

inline constexpr std::string_view xml_prolog
    = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

// In the text of a cell breaks are seen, in that of a slide tabs.
enum class LineBreaks { Blank, Keep, Tabs };
// `text` is UTF-8. Characters that XML does not have are left out.
void append_escaped(std::string& to, std::string_view text, LineBreaks = LineBreaks::Blank);

}
