// SPDX-License-Identifier: MIT
// What poppler's own interfaces leave out, read from a document's dictionaries (ISO 32000-1).
#pragma once

#include "kiosk/core/base/bytes.h"
#include "policy/facts/removed.h"

#include <string>
#include <vector>

namespace decode_pdf {

struct Dictionaries {
    // How large a unit of each page is, in points (table 30); 1 where the page does not say, or not
    // a number above 0. Without it a plan of a plant would come out at a tenth of its size.
    std::vector<double> user_units;
    // "actions" that start by themselves: when the document is opened, closed, printed or saved, or
    // a page is turned to (tables 28, 194 and 197), merely going to a place not counted, and those
    // of them that are "javascript"; annotations (table 169, and RichMedia of Adobe's supplement)
    // that play ("multimedia") or hold a file ("attachments"); "comment": marks and notes that
    // somebody laid over a page (12.5.6.2), and those of them with words that open at a click only
    // ("comment-text"); "hidden-layers", whose content is not to be seen (8.11).
    std::vector<policy::Removed> besides;
};

// While a document is open by poppler-glib, which sets poppler up.
Dictionaries read_dictionaries(base::View bytes, int page_count);

// What it says of itself, as UTF-8: the texts of its information dictionary (14.3.3), whatever they
// are called, and its metadata as they are written. Likewise.
std::vector<std::string> read_properties(base::View bytes);

}
