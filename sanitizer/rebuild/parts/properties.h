// SPDX-License-Identifier: MIT
// Classification labels that a document bears where its reader does not see them: core, extended
// and custom properties (ECMA-376 part 2, 11; MSIP_Label_… among them), meta.xml (ODF 1.3 part
// 3, 4.3).
#pragma once

#include "sanitizer/rebuild/parts/package.h"
#include "scanners/seen/findings.h"

namespace rebuild_parts {

// Properties end where they are no well-formed XML: whoever shows them reads no further either.
Outcome<seen::Findings> labels_of(base::View document, const PackageLimits&);

}
