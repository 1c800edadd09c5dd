// SPDX-License-Identifier: MIT
// TIFFs of many kinds, as others write them.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <string>

namespace foreign {

enum class TiffColours { Bilevel, WhiteIsZero, Gray, Gray16, Palette, Rgb, Rgba, Cmyk };
enum class Layout { Strips, Tiles };

struct Page {
    TiffColours colours;
    Layout layout;
    int orientation;
    std::string canary {}; // Into every tag that takes words or blocks.
    bool reduced { false };
};

// Pages of 67 by 41 pixels, 300 to the inch.
base::Bytes tiff(const std::vector<Page>&);

}
