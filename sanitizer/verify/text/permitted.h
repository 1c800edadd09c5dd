// SPDX-License-Identifier: MIT
// Which code points may stand in a verified text. An allow-list of its own: it shares nothing with
// the cleaner that it checks.
#pragma once

namespace verify_text {

// Everywhere in a text. Line ends are not here: the grammar of lines is checked apart.
bool is_permitted(char32_t);

// May carry an ideographic variation selector directly behind it.
bool is_blank(char32_t); // White space, of what is permitted.
bool is_ideograph(char32_t);
bool is_ideographic_selector(char32_t);

}
