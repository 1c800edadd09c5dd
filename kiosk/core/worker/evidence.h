// SPDX-License-Identifier: MIT
// What the kernel says of a worker's sandbox, read from outside. The worker's own word is not
// asked.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <sys/types.h>

namespace worker {

// The process behind a pidfd, as the caller's PID namespace numbers it.
Result<pid_t> process_of(const base::Descriptor& pidfd);

// All of user, mnt, pid, net, ipc, uts and cgroup differ from the caller's own.
Result<void> check_namespaces(pid_t);

// Seccomp filter mode, no_new_privs, all five capability sets empty, in a PID namespace below ours,
// and exactly the descriptors 0 to 3.
Result<void> check_locked_in(pid_t);

}
