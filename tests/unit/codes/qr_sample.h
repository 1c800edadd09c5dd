// SPDX-License-Identifier: MIT
// QR codes by libqrencode, another hand than the one that reads them.
#pragma once

#include "scanners/codes/gray.h"

#include <string>

namespace qr_sample {

struct Look {
    double module { 3 }; // Its side in pixels.
    double degrees { 0 };
    bool light_on_dark { false };
};

codes::Gray paper(std::uint32_t width, std::uint32_t height);

// With its quiet zone, its centre at (x, y). The bytes as they are, whatever they mean.
void put(codes::Gray&, const std::string& bytes, double x, double y, const Look& = {});

// Alone, on as much paper as it needs.
codes::Gray code(const std::string& bytes, const Look& = {});

}
