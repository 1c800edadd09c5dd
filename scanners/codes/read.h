// SPDX-License-Identifier: MIT
// The texts of QR codes in a gray picture, by ZXing.
#pragma once

#include "scanners/codes/gray.h"
#include "scanners/seen/findings.h"

namespace codes {

inline constexpr std::size_t most_codes = 256; // Of one picture; nobody looks for more.
inline constexpr std::uint32_t least_side = 21; // Modules of the smallest (ISO/IEC 18004).

// QR codes, at any angle, dark on light and light on dark.
void read_codes(const Gray&, seen::Findings&);

}
