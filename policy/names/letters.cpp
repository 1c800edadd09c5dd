// SPDX-License-Identifier: MIT
#include "policy/names/component.h"

#include <algorithm>

namespace policy::names {

namespace {

struct Range {
    char32_t first;
    char32_t last;
    LetterInfo info;
};

constexpr LetterInfo always { Letter::Always, {} };
constexpr LetterInfo never { Letter::Never, {} };
constexpr LetterInfo in(Script script)
{
    return { Letter::Scripted, script };
}

// Ascending; what lies between is Never. Left out on purpose: the full-width and other forms of
// \ / : * ? " < > | and of the dot, which old code pages map back to the real ones; the yen sign
// U+00A5, which is a backslash in CP932; letters that exist to look like others.
constexpr Range ranges[] {
    { ' ', ' ', always },
    { '#', '#', always },
    { '&', '&', always },
    { '(', ')', always },
    { '+', '.', always }, // + , - .
    { '0', '9', always },
    { '=', '=', always },
    { '@', '@', always },
    { 'A', 'Z', in(Script::Latin) },
    { '[', '[', always },
    { ']', ']', always },
    { '_', '_', always },
    { 'a', 'z', in(Script::Latin) },
    { 0x00A7, 0x00A7, always }, // section sign
    { 0x00B0, 0x00B1, always }, // degree, plus-minus
    { 0x00C0, 0x00D6, in(Script::Latin) },
    { 0x00D7, 0x00D7, always }, // multiplication sign
    { 0x00D8, 0x00F6, in(Script::Latin) },
    { 0x00F8, 0x0130, in(Script::Latin) },
    { 0x0132, 0x0137, in(Script::Latin) },
    { 0x0139, 0x0148, in(Script::Latin) },
    { 0x014A, 0x017E, in(Script::Latin) },
    { 0x0386, 0x0386, in(Script::Greek) },
    { 0x0388, 0x038A, in(Script::Greek) },
    { 0x038C, 0x038C, in(Script::Greek) },
    { 0x038E, 0x03A1, in(Script::Greek) },
    { 0x03A3, 0x03CE, in(Script::Greek) },
    { 0x0400, 0x045F, in(Script::Cyrillic) },
    { 0x0490, 0x0491, in(Script::Cyrillic) },
    { 0x1EA0, 0x1EF9, in(Script::Latin) }, // Vietnamese
    { 0x2015, 0x2015, always }, // horizontal bar, CP932's dash
    { 0x203B, 0x203B, always }, // reference mark
    { 0x2103, 0x2103, always }, // degree Celsius
    { 0x2116, 0x2116, always }, // numero
    { 0x2121, 0x2121, always }, // telephone
    { 0x2160, 0x2169, always }, // Roman numerals
    { 0x2170, 0x2179, always },
    { 0x2190, 0x2193, always }, // arrows
    { 0x2212, 0x2212, always }, // minus, which CP932's hyphen becomes
    { 0x2460, 0x2473, always }, // circled numbers
    { 0x25A0, 0x25A1, always }, // squares, triangles, diamonds, circles
    { 0x25B2, 0x25B3, always },
    { 0x25BC, 0x25BD, always },
    { 0x25C6, 0x25C7, always },
    { 0x25CB, 0x25CB, always },
    { 0x25CE, 0x25CF, always },
    { 0x2605, 0x2606, always }, // stars
    { 0x3000, 0x3003, always }, // ideographic space, comma, full stop, ditto
    { 0x3005, 0x3007, in(Script::Han) }, // iteration mark, closing mark, zero
    { 0x3008, 0x301C, always }, // brackets, postal mark, wave dash
    { 0x301D, 0x301D, always },
    { 0x301F, 0x301F, always },
    { 0x3041, 0x3096, in(Script::Hiragana) },
    { 0x309D, 0x309F, in(Script::Hiragana) },
    { 0x30A1, 0x30FA, in(Script::Katakana) },
    { 0x30FB, 0x30FC, always }, // middle dot, long vowel
    { 0x30FD, 0x30FF, in(Script::Katakana) },
    { 0x31F0, 0x31FF, in(Script::Katakana) },
    { 0x3231, 0x3232, always }, // company marks
    { 0x3239, 0x3239, always },
    { 0x32A4, 0x32A8, always }, // circled above, middle, below, left, right
    { 0x32FF, 0x32FF, always }, // Reiwa
    { 0x337B, 0x337E, always }, // Heisei to Meiji
    { 0x338E, 0x338F, always }, // mg, kg
    { 0x339C, 0x339E, always }, // mm, cm, km
    { 0x33A1, 0x33A1, always }, // square metre
    { 0x33C4, 0x33C4, always }, // cc
    { 0x33CD, 0x33CD, always }, // K.K.
    { 0x3400, 0x4DBF, in(Script::Han) },
    { 0x4E00, 0x9FFF, in(Script::Han) },
    { 0xAC00, 0xD7A3, in(Script::Hangul) },
    { 0xFA0E, 0xFA29, in(Script::Han) }, // The compatibility block's true ideographs and CP932's.
    { 0xFF01, 0xFF01, always }, // Full-width forms.
    { 0xFF03, 0xFF06, always },
    { 0xFF08, 0xFF09, always },
    { 0xFF0B, 0xFF0D, always },
    { 0xFF10, 0xFF19, always },
    { 0xFF1B, 0xFF1B, always },
    { 0xFF1D, 0xFF1D, always },
    { 0xFF20, 0xFF20, always },
    { 0xFF21, 0xFF3A, in(Script::Latin) },
    { 0xFF3B, 0xFF3B, always },
    { 0xFF3D, 0xFF3D, always },
    { 0xFF3F, 0xFF3F, always },
    { 0xFF41, 0xFF5A, in(Script::Latin) },
    { 0xFF5B, 0xFF5B, always },
    { 0xFF5D, 0xFF5E, always },
    { 0xFF62, 0xFF63, always }, // half-width corner brackets
    { 0xFF65, 0xFF65, always },
    { 0xFF66, 0xFF6F, in(Script::Katakana) },
    { 0xFF70, 0xFF70, always },
    { 0xFF71, 0xFF9D, in(Script::Katakana) },
    { 0xFF9E, 0xFF9F, always }, // half-width voicing marks
    { 0xFFE5, 0xFFE5, always }, // full-width yen
    { 0x20000, 0x2FA1F, in(Script::Han) },
    { 0x30000, 0x323AF, in(Script::Han) },
};

}

LetterInfo letter_of(char32_t c)
{
    auto after = std::ranges::upper_bound(ranges, c, {}, &Range::first);
    if (after == std::begin(ranges))
        return never;
    const auto& range = *std::prev(after);
    return c <= range.last ? range.info : never;
}

}
