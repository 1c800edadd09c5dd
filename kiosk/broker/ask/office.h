// SPDX-License-Identifier: MIT
// Asks LibreOffice for a PDF or an OOXML package of an office document, or for the text of a
// spreadsheet.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

namespace broker {

// The PDF is sealed and as untrusted as the document it came from.
Result<Outcome<base::Descriptor>> office_to_pdf(
    Workers&, const worker::Limits&, const base::Descriptor& document, policy::FileType);

// A package of the sort that LibreOffice took the document for; of which type, the scanner of types
// says. Sealed, and as untrusted.
Result<Outcome<base::Descriptor>> office_to_ooxml(
    Workers&, const worker::Limits&, const base::Descriptor& document, policy::FileType);

// A PNG of a drawing: emf, wmf. Sealed, and as untrusted.
Result<Outcome<base::Descriptor>> drawing_to_png(
    Workers&, const worker::Limits&, const base::Descriptor& drawing, policy::FileType);

// The cells of all its sheets, one row a line, also those that a page has no room for. The text is
// sealed, meant to be UTF-8, and as untrusted as the document it came from.
Result<Outcome<base::Descriptor>> spreadsheet_to_text(
    Workers&, const worker::Limits&, const base::Descriptor& document, policy::FileType);

}
