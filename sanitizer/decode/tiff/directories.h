// SPDX-License-Identifier: MIT
// A TIFF in memory under libtiff, and the directories in it that are pages.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

#include <memory>
#include <tiffio.h>

namespace decode_tiff {

struct Close {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

// What libtiff reads from; it must stay where it is.
struct Source {
    base::View bytes;
    std::uint64_t position { 0 };
};

using File = std::unique_ptr<TIFF, Close>;

// No file where libtiff refuses. It says nothing to anybody.
File open(Source&);

struct Directories {
    std::vector<std::uint64_t> pages; // Where each page's directory is.
    pixels::Removals removed;
};

// Reduced copies are no pages, unless there is nothing else.
std::variant<Directories, pixels::Refused> list(TIFF*, std::uint32_t most);

}
