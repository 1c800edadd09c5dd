// SPDX-License-Identifier: MIT
// The second opinion on a rebuilt Word document, workbook or presentation: a grammar of what may be
// there, every byte accounted for. Nothing is shared with the rebuild; what is not known here is
// refused.
#pragma once

#include "sanitizer/verify/parts/verified.h"

namespace verify_ooxml {

enum class Kind { Word, Workbook, Presentation };

using verify_parts::Expected, verify_parts::Fault, verify_parts::Limits, verify_parts::Picture,
    verify_parts::PictureKind, verify_parts::Refused, verify_parts::Verified,
    verify_parts::WebLinks;

// Once, for all jobs of a zygote: a list is read when it is first asked.
void read_lists();

std::variant<Verified, Refused> verify(
    base::View file, const Limits&, Kind = Kind::Word, const Expected& = {});

}
