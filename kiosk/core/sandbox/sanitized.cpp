// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/sanitized.h"

#ifdef SEKISHO_SANITIZE

#include <seccomp.h>

namespace sandbox {

std::vector<int> sanitizer_calls()
{
    // Stacks of its own for signals, locks that yield, and the limits of the stack for a report.
    return { SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
        SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(sched_yield), SCMP_SYS(prlimit64) };
}

}

#endif
