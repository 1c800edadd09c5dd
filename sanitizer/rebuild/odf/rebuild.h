// SPDX-License-Identifier: MIT
// The work of this worker as one function over bytes.
#pragma once

#include "sanitizer/rebuild/odf/document/filter.h"

namespace rebuild_odf {

// Without `rebuilt` a document that has pictures gives them out and is not built yet.
Result<rebuild_parts::Whole> rebuild(const Vocabulary&, base::View input,
    const rebuild_parts::Limits&, const Options&,
    const std::optional<rebuild_parts::RebuiltPictures>& rebuilt, const base::Descriptor& output,
    const base::Descriptor& pictures, Account&);

}
