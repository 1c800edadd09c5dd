// SPDX-License-Identifier: MIT
// The work of this worker as one function over bytes.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "sanitizer/rebuild/ooxml/document/build.h"

namespace rebuild_ooxml {

struct Limits {
    PackageLimits package;
    std::uint64_t pictures { 5'000 };
};

using RebuiltPictures = std::vector<std::optional<RebuiltPicture>>;

struct Finished {
    std::uint64_t bytes; // Of the package, written to `output`.
};
struct Wanted {
    RebuiltPictures pictures; // Foreign ones, written to `pictures`.
};

// Without `rebuilt` a document that has pictures gives them out and is not built yet.
Result<std::variant<Finished, Wanted, Refused>> rebuild(const Vocabulary&, base::View input,
    const Limits&, const Options&, const std::optional<RebuiltPictures>& rebuilt,
    const base::Descriptor& output, const base::Descriptor& pictures, Account&);

}
