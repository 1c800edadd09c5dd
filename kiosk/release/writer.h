// SPDX-License-Identifier: MIT
// Writes a manifest's files into an empty folder so that nobody can take half of it for the whole.
//
// INCOMPLETE.txt is there first and goes last; MANIFEST.json comes after every file was written,
// synced, read back and found to be itself. A folder with the INCOMPLETE.txt of this very manifest
// and nothing foreign in it is an interrupted release: it is begun anew in place.
#pragma once

#include "kiosk/release/content.h"

namespace release {

// `destination` is an open folder, `outputs` the store of finished files.
Result<Written> write_folder(const base::Descriptor& destination, const base::Descriptor& outputs,
    const Papers&, const Progress&);

}
