// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/sanitized.h"

#ifdef SEKISHO_SANITIZE

#include <sanitizer/common_interface_defs.h>
#include <seccomp.h>

namespace sandbox {

std::vector<int> calls_of_sanitizers()
{
    // Stacks of its own for signals, locks that yield, and the limits of the stack for a report.
    return { SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
        SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(sched_yield), SCMP_SYS(prlimit64) };
}

std::vector<int> calls_of_reports()
{
    // Its own name, the map of its memory, a terminal, and (by a pipe) whether memory is there.
    return { SCMP_SYS(readlink), SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(ioctl), SCMP_SYS(pipe),
        SCMP_SYS(pipe2), SCMP_SYS(getppid), SCMP_SYS(prctl) };
}

void prepare_reports()
{
    char place[256];
    __sanitizer_symbolize_pc(__builtin_return_address(0), "%m", place, sizeof place);
}

}

#endif
