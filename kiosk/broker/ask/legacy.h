// SPDX-License-Identifier: MIT
// Documents of the kinds before OOXML: LibreOffice, locked in, makes OOXML of one, and that takes
// the same way as a foreign document of its kind.
#pragma once

#include "kiosk/broker/ask/ooxml.h"

namespace broker {

// doc, rtf; xls, xlsb; ppt
bool can_rebuild_legacy(policy::FileType);

struct LegacyRebuild {
    worker::Limits convert; // For LibreOffice.
    OfficeRebuild rebuild; // For what it wrote.
    StepListener on_step; // Converted, rebuilt.
};

// As rebuild_office. Removed is what the package had that LibreOffice wrote; what the original had
// beside, the scanner of types tells (policy::TypeFacts::holds). A package of another type than
// its document is to become is an Error.
Result<Outcome<Rebuilt>> rebuild_legacy(
    Workers&, const base::Descriptor& input, policy::FileType, const LegacyRebuild&);

}
