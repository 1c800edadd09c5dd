// SPDX-License-Identifier: MIT
// The new package (ODF 1.3 part 2, 3): a ZIP file without choices, `mimetype` first and stored, a
// manifest written from our own model.
#pragma once

#include "sanitizer/rebuild/odf/document/filter.h"

namespace rebuild_odf {

struct OutputPart {
    std::string name;
    std::string xml;
};

struct Built {
    DocumentKind kind { DocumentKind::Text };
    std::vector<OutputPart> parts; // In their order in the file.
    std::string label {}; // For its properties; it has none besides.
};

// How many bytes were written to `output`, from its beginning.
Result<std::uint64_t> write_package(const Built&, const Pictures&,
    const base::Descriptor& pictures_file, const base::Descriptor& output);

}
