// SPDX-License-Identifier: MIT
// The lists for presentations. Private to this folder.
#pragma once

#include <span>
#include <string_view>

namespace verify_ooxml {

struct ShowLine {
    std::string_view names;
    std::string_view parents; // "^": a root; "*": whatever holds properties of drawings.
    std::string_view attributes; // "name:form", "!" before those that must be there.
};

extern const std::span<const ShowLine> show_lines;
extern const std::string_view show_holders; // Of p:, which hold properties of drawings.

}
