// SPDX-License-Identifier: MIT
// Where a document leads: links of its pages, and its outline (ISO 32000-1, 12.3 and 12.5.6.5).
#pragma once

#include "sanitizer/decode/pdf/drawing/list.h"

#include <poppler/PDFDoc.h>

namespace decode_pdf_drawing {

// `to_page`: from the page's space to the page as it is seen, in points. A link to anything but a
// page or an address is left out.
void write_links(PDFDoc&, int number, const Matrix6& to_page, List&);

void write_outline(PDFDoc&, List&);

}
