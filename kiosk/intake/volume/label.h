// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/intake/volume/table.h"

namespace volume {

// The volume's label, at most 128 bytes, or "". fsstat's way of finding it is not used: it never
// ends on some exFAT volumes (sleuthkit issue 2673).
std::string label_of(Image&, const Volume&);

// libtsk shows the label of FAT and exFAT as an entry of the root. A file cannot pass for it: its
// name would need a long name's entries, and then there is a short name too.
bool is_label(const TSK_FS_INFO&, const TSK_FS_NAME&);

}
