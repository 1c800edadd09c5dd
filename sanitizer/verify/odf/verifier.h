// SPDX-License-Identifier: MIT
// The second opinion on a rebuilt ODT, ODS or ODP: a grammar of what may be there (OASIS ODF 1.3
// parts 2 to 4), every byte accounted for. Nothing is shared with the rebuild; what is not known
// here is refused.
#pragma once

#include "sanitizer/verify/parts/verified.h"

namespace verify_odf {

using verify_parts::Expected, verify_parts::Fault, verify_parts::Limits, verify_parts::Picture,
    verify_parts::PictureKind, verify_parts::Refused, verify_parts::Verified,
    verify_parts::WebLinks;

enum class Kind { Text, Spreadsheet, Presentation };

std::variant<Verified, Refused> verify(base::View file, const Limits&, Kind, const Expected& = {});

}
