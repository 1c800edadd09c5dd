// SPDX-License-Identifier: MIT
// Whether libtsk left something out of a folder without a word. What was there and left no trace
// (an entry whose bytes say that it was deleted, a chain of clusters that ends early, a record of
// ISO 9660 that covers the next one, a record of NTFS without an index's entry that calls itself a
// part of $Extend) cannot be known.
#pragma once

#include "kiosk/intake/volume/names.h"
#include "kiosk/intake/volume/walk.h"

namespace volume {

// FAT, exFAT and ISO 9660: the folder's own bytes. True if they are unsound, cannot be read, or
// tell of other contents than were listed.
bool tells_otherwise(Image&, const Volume&, TSK_INUM_T folder, const std::vector<Child>& listed);

// NTFS and ext: true if a file or folder is in use that no folder led to, or if this cannot be
// found out. `places` are all that was listed, of all volumes.
bool has_unreached(Image&, const Volume&, std::uint8_t index, const std::vector<Place>& places);

}
