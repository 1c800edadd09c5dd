// SPDX-License-Identifier: MIT
// How large a unit of each page is (ISO 32000-1, table 30): poppler's own interfaces leave UserUnit
// out, and a plan of a plant would come out at a tenth of its size.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace decode_pdf {

// In points, one for each page; 1 where the page does not say, or not a number above 0. While a
// document is open by poppler-glib, which sets poppler up.
std::vector<double> user_units(base::View bytes, int page_count);

}
