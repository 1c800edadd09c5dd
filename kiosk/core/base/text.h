// SPDX-License-Identifier: MIT
// UTF-8 (RFC 3629) and text that is safe to show: what a medium wrote never moves a cursor.
#pragma once

#include "kiosk/core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

bool is_valid_utf8(std::string_view); // No overlong forms, no surrogates, nothing above U+10FFFF.

// The code points, or nothing if the bytes are no valid UTF-8.
std::optional<std::u32string> decode_utf8(std::string_view);
std::string encode_utf8(std::u32string_view);
void append_utf8(std::string&, char32_t);

// What a person sees as letters and signs: code points that are no white space. Of what is no UTF-8
// it says some number, always the same.
std::uint64_t count_letters(std::string_view);

// C0 and C1 controls, bidirectional controls, zero-width and other invisible characters, private
// use, non-characters, tags: never shown and never written to an output. Tab and line ends are
// controls here too; who allows them says so.
bool is_unsafe(char32_t);

// For screens, logs and reports: valid printable characters stay, every other byte or code point
// becomes \xNN or \u{NNNN}, a backslash becomes two.
std::string escaped(std::string_view);

// As many bytes at most, and no half of a letter at the end.
std::string cut(std::string_view text, std::size_t bytes);

}
