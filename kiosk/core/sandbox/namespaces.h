// SPDX-License-Identifier: MIT
// Namespaces of one's own (namespaces(7)) and a root without files.
#pragma once

#include "kiosk/core/sandbox/profile.h"

#include "kiosk/core/base/result.h"

namespace sandbox {

// Leaves the user, mount, PID, network, IPC, UTS and cgroup namespaces. A process started by root
// becomes `nobody` first. Only children of the caller are in the new PID namespace. Single-threaded
// callers only.
Result<void> leave_namespaces();

// Changes the root to a read-only tmpfs that holds nothing but the profile's readable paths and an
// empty /tmp.
Result<void> change_root(const Profile&);

// Mounts the profile's private tmpfs at /tmp, in a mount namespace of the calling process alone.
Result<void> mount_private_files(const Profile&);

}
