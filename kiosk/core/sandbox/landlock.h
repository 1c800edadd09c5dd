// SPDX-License-Identifier: MIT
// Landlock (landlock(7)): the second lock on files, beside the empty root.
#pragma once

#include "kiosk/core/sandbox/profile.h"

#include "kiosk/core/base/result.h"

namespace sandbox {

inline constexpr int least_landlock_abi = 2; // Debian 12's kernel. Less is no sandbox.

Result<int> landlock_abi();

// Denies every right on files that the kernel's ABI knows, but for the profile's paths; where the
// ABI knows them, TCP, abstract sockets and signals too. Then proves it: the root must not open.
Result<void> restrict_files(const Profile&);

}
