// SPDX-License-Identifier: MIT
// Links and the outline of our own PDF (ISO 32000-1, 12.3.3 and 12.5.6.5).
#pragma once

#include "sanitizer/encode/pdf/drawing/file.h"
#include "sanitizer/encode/pdf/drawing/steps.h"

#include <optional>

namespace encode_pdf_drawing {

inline constexpr std::uint32_t first_page_object = 3; // Pages have the numbers from here up.

// An address of http or https (RFC 3986) in one spelling: scheme and host in small letters, no
// user, and every character beyond the plain ones as a percent code. None for any other.
std::optional<std::string> normal_address(std::string_view);

enum class LinkKind { Page, Address };

// Reads what follows the step. The annotation, or none if it leads where no link may.
Result<std::optional<std::string>> read_link(Steps&, LinkKind, std::uint32_t pages);

struct Bookmark {
    std::uint8_t depth { 0 };
    std::uint32_t page { 0 }; // From 1; 0 for none.
    std::int32_t top { 0 };
    std::u32string title;
};
Result<std::vector<Bookmark>> read_outline(Steps&, std::uint32_t pages);

// The outline's objects; the number of the first, for the catalogue.
Result<std::uint32_t> write_outline(File&, const std::vector<Bookmark>&);

}
