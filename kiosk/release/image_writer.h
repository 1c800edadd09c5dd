// SPDX-License-Identifier: MIT
// Writes a manifest's files and papers as a fresh medium into an image file.
//
// The image grows as NAME.incomplete beside its place, with a first sector of zeros: no program
// takes it for a medium. It is synced, read back through the structure by code that shares nothing
// with the writer, sealed, and only then has its name. A NAME.incomplete from an interrupted try is
// removed and begun anew.
#pragma once

#include "kiosk/release/content.h"

namespace release {

// `name` in `folder` must not exist yet, unless it is this very release, whole.
Result<Written> write_image(const base::Descriptor& folder, const std::string& name,
    const base::Descriptor& outputs, const Papers&, const Progress&);

}
