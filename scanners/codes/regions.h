// SPDX-License-Identifier: MIT
// Where on a page a code may be, so that pages of words need not be searched. Pure.
#pragma once

#include "scanners/codes/gray.h"

#include <vector>

namespace codes {

struct Region {
    std::uint32_t left;
    std::uint32_t top;
    std::uint32_t width;
    std::uint32_t height;
};

// Where about as much is dark as light over more than a line of words, with room around: in codes,
// whose modules are of up to ten pixels or so, in photographs, in the largest letters. In the order
// of reading; none larger than the picture.
std::vector<Region> busy_regions(const Gray&);

// A copy of a quarter of its width and height, each pixel the mean of sixteen.
Gray quarter_of(const Gray&);

Gray cut_out(const Gray&, const Region&);

}
