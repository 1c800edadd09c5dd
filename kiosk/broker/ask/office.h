// SPDX-License-Identifier: MIT
// Asks LibreOffice for a PDF of an office document.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

namespace broker {

// The PDF is sealed and as untrusted as the document it came from.
Result<Outcome<base::Descriptor>> office_to_pdf(
    Workers&, const worker::Limits&, const base::Descriptor& document, policy::FileType);

}
