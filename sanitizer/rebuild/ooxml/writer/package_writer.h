// SPDX-License-Identifier: MIT
// The new package: a ZIP file without choices (fixed order, fixed date, no extra fields), content
// types and relationships written from our own model.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "sanitizer/rebuild/ooxml/document/build.h"

namespace rebuild_ooxml {

// How many bytes were written to `output`, from its beginning. `pictures` holds what Pictures was
// told of. An Error: it could not be read or written, or Zip64 would be needed.
Result<std::uint64_t> write_package(const Built&, const Pictures&,
    const base::Descriptor& pictures_file, const base::Descriptor& output);

}
