// SPDX-License-Identifier: MIT
// Web pages: HTML, and pages that a browser saved with their pictures as one file (MHTML, RFC
// 2557).
#pragma once

#include "kiosk/broker/road/road.h"

namespace broker {

enum class PageForm {
    Text, // PlainText: an output.
    Page, // Html of listed elements: for LibreOffice to draw.
};

// `type` is Html or Mhtml. Of an MHTML the first page counts; the other parts are left out
// ("attachments"). What unpacking it takes is charged.
Result<Outcome<Rebuilt>> read_web_page(
    const RoadSetting&, const Piece&, policy::FileType, PageForm, policy::Spending&);

}
