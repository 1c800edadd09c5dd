// SPDX-License-Identifier: MIT
#include "sanitizer/verify/text/permitted.h"

namespace verify_text {

namespace {

struct Span {
    char32_t first;
    char32_t last;
};

}

// What may stand, ascending. Between the spans lie controls, bidirectional and other format
// characters, selectors, fillers, surrogates, private use and non-characters.
static constexpr Span permitted[] { { 0x9, 0x9 }, { 0x20, 0x7E }, { 0xA0, 0xAC }, { 0xAE, 0x34E },
    { 0x350, 0x61B }, { 0x61D, 0x115E }, { 0x1161, 0x17B3 }, { 0x17B6, 0x180A }, { 0x1810, 0x200A },
    { 0x2010, 0x2027 }, { 0x202F, 0x205F }, { 0x2070, 0x3163 }, { 0x3165, 0xD7FF },
    { 0xF900, 0xFDCF }, { 0xFDF0, 0xFDFF }, { 0xFE10, 0xFEFE }, { 0xFF00, 0xFF9F },
    { 0xFFA1, 0xFFEF }, { 0xFFFC, 0xFFFD }, { 0x10000, 0x1342F }, { 0x13440, 0x1BC9F },
    { 0x1BCA4, 0x1D172 }, { 0x1D17B, 0x1FFFD }, { 0x20000, 0x2FFFD }, { 0x30000, 0x3FFFD },
    { 0x40000, 0x4FFFD }, { 0x50000, 0x5FFFD }, { 0x60000, 0x6FFFD }, { 0x70000, 0x7FFFD },
    { 0x80000, 0x8FFFD }, { 0x90000, 0x9FFFD }, { 0xA0000, 0xAFFFD }, { 0xB0000, 0xBFFFD },
    { 0xC0000, 0xCFFFD }, { 0xD0000, 0xDFFFD }, { 0xE1000, 0xEFFFD } };

bool is_permitted(char32_t c)
{
    if (c >= 0x20 && c <= 0x7E)
        return true;
    if (c >= 0x2070 && c <= 0xD7FF)
        return c != 0x3164; // Kana and kanji; the table says the same.
    for (const auto& span : permitted) {
        if (c <= span.last)
            return c >= span.first;
    }
    return false;
}

bool is_blank(char32_t c)
{
    switch (c) {
    case 0x09:
    case 0x0A:
    case 0x20:
    case 0xA0:
    case 0x1680:
    case 0x202F:
    case 0x205F:
    case 0x3000: return true;
    default: return 0x2000 <= c && c <= 0x200A;
    }
}

bool is_ideograph(char32_t c)
{
    return c == 0x3007 || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x2FFFD)
        || (c >= 0x30000 && c <= 0x3FFFD);
}

bool is_ideographic_selector(char32_t c)
{
    return c >= 0xE0100 && c <= 0xE01EF;
}

}
