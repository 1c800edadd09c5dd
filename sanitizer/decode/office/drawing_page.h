// SPDX-License-Identifier: MIT
// LibreOffice puts a drawing that it opens onto a page of A4. Here it gets a page of its own size,
// so that a picture of the page is one of the drawing. Pure.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <optional>
#include <string>

namespace office {

struct DrawingPage {
    std::string document; // OpenDocument drawing in one XML file (ODF 1.3 part 3, 3.1.2).
    std::uint32_t columns; // Of the picture: 200 dpi, at most 3,000 of either.
    std::uint32_t rows;
};

// Of an EMF (by its frame, MS-EMF 2.2.9) or a WMF (by its bounding box, MS-WMF 2.3.2.3; without
// one, a square: its size is nowhere) or an SVM, LibreOffice's own. Nothing: it has no size, or a
// length of more than 5 m.
std::optional<DrawingPage> page_around(base::View drawing);

}
