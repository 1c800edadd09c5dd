// SPDX-License-Identifier: MIT
// What one look over all the bytes of a text tells, without knowing its encoding.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace charset {

enum class LineEnd { Lf, CrLf };

struct Sample {
    bool has_zero_bytes { false };
    bool has_high_bytes { false };
    bool has_japanese_escapes { false }; // Of ISO-2022-JP.

    // The stretches with high bytes, each from the byte before the first of them to the next byte
    // below 0x40: such a byte is no trail byte in any encoding here, so every reading of a stretch
    // begins and ends in step. Parted by line ends; no longer than most_sampled.
    base::Bytes stretches;
};

inline constexpr std::size_t most_sampled = 128 << 10;

Sample take_sample(base::View);

// The more frequent of the two in the first MiB, CRLF when in doubt; a lone CR counts as LF.
// `unit` is the size of a code unit, `low` the place of its low byte.
LineEnd line_end_of(base::View, std::size_t unit, std::size_t low);

}
