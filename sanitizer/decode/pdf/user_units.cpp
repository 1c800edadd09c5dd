// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/user_units.h"

// Poppler's inner interface, of exactly the version that the station has.
#include <poppler/Object.h>
#include <poppler/PDFDoc.h>
#include <poppler/Stream.h>

namespace decode_pdf {

std::vector<double> user_units(base::View bytes, int page_count)
{
    std::vector<double> units(static_cast<std::size_t>(page_count), 1);
    // The document owns the stream, and the stream does not own the bytes.
    PDFDoc document(new MemStream(
        base::text_of(bytes).data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
    if (!document.isOk())
        return units;
    for (int page = 1; page <= std::min(page_count, document.getNumPages()); ++page) {
        const auto* reference = document.getCatalog()->getPageRef(page);
        if (!reference)
            continue;
        auto object = document.getXRef()->fetch(*reference);
        if (!object.isDict())
            continue;
        auto unit = object.dictLookup("UserUnit");
        if (unit.isNum() && unit.getNum() > 0)
            units[static_cast<std::size_t>(page - 1)] = unit.getNum();
    }
    return units;
}

}
