// SPDX-License-Identifier: MIT
// Whether this process is a job, behind its system call filter, or still the program that forks
// them.
#pragma once

#include <sys/prctl.h>

namespace office {

// In a job the answer is an error: the sandbox lets nobody ask.
inline bool is_locked_in()
{
    return prctl(PR_GET_SECCOMP) != 0;
}

}
