// SPDX-License-Identifier: MIT
// Encoded words (RFC 2047), also split within a character, within quotes, and in file names, where
// none should be.
#pragma once

#include "sanitizer/unpack/mail/letters.h"

namespace unpack_mail {

// `text` is UTF-8; words whose charset or coding is not known stay as they are written. The result
// may hold anything that a code point can be: controls too.
std::string decode_words(std::string_view text, const Letters&);

// For a line that people read: controls, bidirectional and invisible characters go, a tab or line
// end becomes a space. `dropped` counts what went.
std::string one_line(std::string_view utf8, std::uint64_t& dropped);

}
