// SPDX-License-Identifier: MIT
// A description of LibreOffice's own screen that Debian's packages without a user interface leave
// out, though a document with comments asks for it: LibreOffice lays out the margin with the
// comments even where nobody will see it, and without the description the document cannot be read.
#pragma once

#include "kiosk/core/base/result.h"

namespace office {

// Writes ours to where this process's open() looks for it. In a job, before LibreOffice starts.
Result<void> supply_missing_file();

}
