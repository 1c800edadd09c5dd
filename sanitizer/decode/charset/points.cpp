// SPDX-License-Identifier: MIT
#include "sanitizer/decode/charset/points.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace charset {

namespace {

struct Range {
    char32_t last; // It begins after the one before it.
    Kind kind;
};

}

// All of Unicode in order, after the Unicode Character Database 15: everything that moves other
// characters, shows nothing, or means what only its maker knows.
static constexpr Range ranges[] {
    { 0x0008, Kind::Control },
    { 0x0009, Kind::Plain }, // Tab.
    { 0x000B, Kind::LineEnd }, // And Word's break within a paragraph.
    { 0x000C, Kind::Control },
    { 0x000D, Kind::LineEnd },
    { 0x001F, Kind::Control },
    { 0x007E, Kind::Plain },
    { 0x0084, Kind::Control },
    { 0x0085, Kind::LineEnd },
    { 0x009F, Kind::Control },
    { 0x00AC, Kind::Plain },
    { 0x00AD, Kind::Invisible }, // Soft hyphen.
    { 0x034E, Kind::Plain },
    { 0x034F, Kind::Invisible }, // Combining grapheme joiner.
    { 0x061B, Kind::Plain },
    { 0x061C, Kind::Bidi }, // Arabic letter mark.
    { 0x115E, Kind::Plain },
    { 0x1160, Kind::Invisible }, // Hangul fillers.
    { 0x17B3, Kind::Plain },
    { 0x17B5, Kind::Invisible }, // Khmer inherent vowels.
    { 0x180A, Kind::Plain },
    { 0x180D, Kind::Variation }, // Mongolian.
    { 0x180E, Kind::Invisible },
    { 0x180F, Kind::Variation },
    { 0x200A, Kind::Plain },
    { 0x200D, Kind::Invisible }, // Zero-width space, joiners.
    { 0x200F, Kind::Bidi },
    { 0x2027, Kind::Plain },
    { 0x2029, Kind::LineEnd },
    { 0x202E, Kind::Bidi },
    { 0x205F, Kind::Plain },
    { 0x2065, Kind::Invisible },
    { 0x2069, Kind::Bidi }, // Isolates.
    { 0x206F, Kind::Bidi }, // Deprecated shaping controls.
    { 0x3006, Kind::Plain },
    { 0x3007, Kind::Han }, // Ideographic zero.
    { 0x3163, Kind::Plain },
    { 0x3164, Kind::Invisible }, // Hangul filler.
    { 0x33FF, Kind::Plain },
    { 0x4DBF, Kind::Han },
    { 0x4DFF, Kind::Plain },
    { 0x9FFF, Kind::Han },
    { 0xD7FF, Kind::Plain },
    { 0xDFFF, Kind::Invalid },
    { 0xF8FF, Kind::PrivateUse },
    { 0xFAFF, Kind::Han },
    { 0xFDCF, Kind::Plain },
    { 0xFDEF, Kind::Invalid },
    { 0xFDFF, Kind::Plain },
    { 0xFE0F, Kind::Variation },
    { 0xFEFE, Kind::Plain },
    { 0xFEFF, Kind::Invisible }, // Byte order mark, zero-width no-break space.
    { 0xFF9F, Kind::Plain },
    { 0xFFA0, Kind::Invisible }, // Half-width Hangul filler.
    { 0xFFEF, Kind::Plain },
    { 0xFFFB, Kind::Invisible }, // Interlinear annotation, and unassigned.
    { 0xFFFD, Kind::Plain },
    { 0xFFFF, Kind::Invalid },
    { 0x1342F, Kind::Plain },
    { 0x1343F, Kind::Invisible }, // Egyptian format controls.
    { 0x1BC9F, Kind::Plain },
    { 0x1BCA3, Kind::Invisible }, // Shorthand format controls.
    { 0x1D172, Kind::Plain },
    { 0x1D17A, Kind::Invisible }, // Musical format controls.
    { 0x1FFFF, Kind::Plain }, // Non-characters are taken out in kind_of.
    { 0x3FFFF, Kind::Han },
    { 0xDFFFF, Kind::Plain },
    { 0xE00FF, Kind::Invisible }, // Tags.
    { 0xE01EF, Kind::HanSelector },
    { 0xE0FFF, Kind::Invisible },
    { 0xEFFFF, Kind::Plain },
    { 0x10FFFF, Kind::PrivateUse },
};

static Kind search(char32_t c)
{
    auto found = std::ranges::lower_bound(ranges, c, {}, &Range::last);
    return found == std::end(ranges) ? Kind::Invalid : found->kind;
}

Kind kind_of(char32_t c)
{
    // Nearly every character of a text is in here.
    static const auto low = [] {
        std::array<Kind, 0x10000> kinds {};
        for (char32_t point = 0; point < kinds.size(); ++point)
            kinds[point] = search(point);
        return kinds;
    }();
    if (c < low.size())
        return low[c];
    if ((c & 0xFFFE) == 0xFFFE)
        return Kind::Invalid;
    return search(c);
}

}
