// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/numbers.h"

#include <charconv>

namespace encode_pdf_drawing {

void append_decimal(std::string& text, std::int64_t value, int digits)
{
    char figures[32];
    if (value < 0) {
        text += '-';
        value = -value;
    }
    std::int64_t unit = 1;
    for (int i = 0; i < digits; ++i)
        unit *= 10;
    auto* end = std::to_chars(figures, figures + sizeof figures, value / unit).ptr;
    text.append(figures, end);
    auto rest = value % unit;
    if (rest == 0)
        return;
    text += '.';
    while (rest > 0) {
        unit /= 10;
        text += static_cast<char>('0' + rest / unit);
        rest %= unit;
    }
}

void append_factor(std::string& text, std::int64_t value)
{
    auto scaled = value * 100'000;
    append_decimal(text, (scaled + (scaled < 0 ? -32'768 : 32'768)) / 65'536, 5);
}

std::string reference(std::uint32_t object)
{
    return std::to_string(object) + " 0 R";
}

}
