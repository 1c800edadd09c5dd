// SPDX-License-Identifier: MIT
// A profile's system calls as a seccomp filter (seccomp(2)), compiled once by libseccomp.
#pragma once

#include "kiosk/core/sandbox/profile.h"

#include "kiosk/core/base/bytes.h"

namespace sandbox {

// The BPF program. Anything not on the profile's list, and any entry by another ABI (32-bit, x32),
// ends the process.
Result<base::Bytes> compile_filter(const Profile&);

// For good. Needs no_new_privs.
Result<void> install_filter(base::View program);

}
