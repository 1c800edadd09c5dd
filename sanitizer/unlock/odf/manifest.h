// SPDX-License-Identifier: MIT
// META-INF/manifest.xml of an encrypted document: its parts, and how each is encrypted.
#pragma once

#include "sanitizer/rebuild/parts/package.h"
#include "sanitizer/unlock/odf/cipher.h"

namespace unlock_odf {

struct File {
    std::string path;
    std::string type;
    std::optional<Sealing> sealing;
};

// Refused: no manifest that says one thing, or an encryption that is not done here.
rebuild_parts::Outcome<std::vector<File>> read_manifest(std::string_view xml);

// Of the same files, none of them encrypted.
std::string written(const std::vector<File>&);

}
