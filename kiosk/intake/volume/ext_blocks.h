// SPDX-License-Identifier: MIT
// ext2 and ext3 find a file's blocks through blocks of addresses, up to three deep. libtsk follows
// them wherever they lead, holes too, and goes through all pieces of the file for each one more: a
// few addresses that lead to themselves, or a large enough hole, keep it busy for hours.
#pragma once

#include "kiosk/intake/volume/table.h"

namespace volume {

// Before libtsk is asked for the content of a file or folder. False: it uses a block of addresses
// twice, is in more pieces than libtsk could take, or is a folder larger than its volume. True for
// all other file systems.
bool may_be_followed(Image&, const Volume&, TSK_INUM_T);

}
