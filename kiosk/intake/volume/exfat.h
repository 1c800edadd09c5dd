// SPDX-License-Identifier: MIT
// Two things of exFAT (specification 1.00) that libtsk does not tell.
#pragma once

#include "kiosk/intake/volume/table.h"

#include <optional>

namespace volume {

// libtsk calls exFAT's own tables "$ALLOC_BITMAP" and so on, which a file may be called too. The
// entry's type tells them apart.
bool is_exfat_table(Image&, const Volume&, const TSK_FS_NAME&);

// Where the content ends that the file's owner wrote (section 7.6.5); the rest reads as zeros.
// Nothing if it is no exFAT volume or the entry's second part lies in another cluster.
std::optional<std::uint64_t> exfat_valid_length(Image&, const Volume&, TSK_INUM_T);

}
