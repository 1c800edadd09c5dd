// SPDX-License-Identifier: MIT
// QR codes (ISO/IEC 18004) by libqrencode, which sees nothing but our own lines of text.
#pragma once

#include "kiosk/core/base/result.h"

#include <string>
#include <vector>

namespace qr {

// White modules that stand around a code on all sides.
inline constexpr int quiet = 4;

struct Code {
    int width { 0 }; // Modules on each side, without the quiet zone.
    std::vector<bool> dark;

    bool is_dark(int x, int y) const // Nothing is, outside.
    {
        return x >= 0 && y >= 0 && x < width && y < width
            && dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)
                + static_cast<std::size_t>(x)];
    }
};

enum class Letters { Alphanumeric, Any }; // 45 characters in 5.5 bits each, or bytes.

// With the strongest correction that fits, since paper gets wet and creased. An Error where even
// the weakest does not.
Result<Code> code_of(const std::string& text, Letters);

}
