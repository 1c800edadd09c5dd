// SPDX-License-Identifier: MIT
// Draws a foreign PDF again: its pages' letters, lines and pictures in a PDF of our own.
//
// One worker (poppler; foreign bytes) writes each page down as a list of drawing steps; another (no
// library that reads; a hostile list) makes of the lists a PDF with fonts made from outlines.
// Between them lies a slot of memory of a size that the broker set, and the broker reads none of
// it.
#pragma once

#include "kiosk/broker/ask/flatten.h"

namespace broker {

struct RedrawRequest {
    // Pages that cannot be held as vectors are pictures of `pages.dpi`, or of as much as
    // `pages.max_pixels` allows; no text layer applies.
    FlattenRequest pages;
    policy::Hyperlinks links { policy::Hyperlinks::Text }; // To the web; those to pages stay.
    policy::Comments comments { policy::Comments::Keep }; // As they look on the page.
};

// A sealed file of type Pdf, its pages and the pixels of its pictures counted. `loss.links` are
// those that did not come along, `loss.images` those that could not be read whole; `removed` tells
// pages that became pictures ("page-as-picture") and faults of contents ("damaged-content").
Result<Outcome<Rebuilt>> redraw_pdf(Workers&, const base::Descriptor& pdf, const RedrawRequest&);

}
