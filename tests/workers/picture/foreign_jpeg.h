// SPDX-License-Identifier: MIT
// JPEGs of many kinds, as others write them.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace foreign {

enum class Colours { Gray, YCbCr, Rgb, Cmyk, Ycck };
enum class Scans { Baseline, Progressive };

struct Kind {
    Colours colours;
    Scans scans;
    int sampling_x;
    int sampling_y;
    int restart; // Rows of units between restarts; 0 for none.
};

// 67 by 41 pixels, 300 to the inch where the kind can tell.
base::Bytes jpeg(const Kind&);

// Of the first such marker's 0xFF.
std::size_t place_of(base::View file, std::uint8_t marker);

}
