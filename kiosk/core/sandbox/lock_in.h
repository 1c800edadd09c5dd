// SPDX-License-Identifier: MIT
// For our own processes that parse nothing foreign but hold something precious (the ledger's key,
// an output): no capabilities, Landlock, seccomp. Their namespaces stay, their files are real.
#pragma once

#include "kiosk/core/sandbox/profile.h"

#include "kiosk/core/base/result.h"

namespace sandbox {

// For good, for the calling process. Any failure is an Error and the process must end.
Result<void> lock_in(const Profile&);

}
