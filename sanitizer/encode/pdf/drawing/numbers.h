// SPDX-License-Identifier: MIT
// Numbers as a content stream has them (ISO 32000-1, 7.3.3), in their one shortest spelling.
#pragma once

#include <cstdint>
#include <string>

namespace encode_pdf_drawing {

// `value` counts units of 10 to the power of -`digits`.
void append_decimal(std::string&, std::int64_t value, int digits);

// 65536ths, rounded to five digits.
void append_factor(std::string&, std::int64_t value);

std::string reference(std::uint32_t object);

}
