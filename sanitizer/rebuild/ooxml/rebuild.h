// SPDX-License-Identifier: MIT
// The work of this worker as one function over bytes.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "sanitizer/rebuild/ooxml/document/build.h"

namespace rebuild_ooxml {

// Without `rebuilt` a document that has pictures gives them out and is not built yet.
Result<Whole> rebuild(const Vocabulary&, base::View input, const Limits&, const Options&,
    const std::optional<RebuiltPictures>& rebuilt, const base::Descriptor& output,
    const base::Descriptor& pictures, Account&);

}
