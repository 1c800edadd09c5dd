// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/profile.h"

#include <algorithm>
#include <seccomp.h>

namespace sandbox {

Profile::Profile(std::string name)
    : m_name(std::move(name))
{
    // Descriptors that were given to it, by now or by a message.
    for (int call : { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(pread64), SCMP_SYS(pwrite64),
             SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(ftruncate),
             SCMP_SYS(sendmsg), SCMP_SYS(recvmsg) })
        add(call, Action::Allow);
    add(SCMP_SYS(newfstatat), Action::AllowOwnStatus); // glibc's fstat.

    // Its own memory.
    for (int call : { SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
             SCMP_SYS(futex), SCMP_SYS(getrandom) })
        add(call, Action::Allow);
    add(SCMP_SYS(mmap), Action::AllowWithoutExec);
    add(SCMP_SYS(mprotect), Action::AllowWithoutExec);

    // Its own end, and the time where the vDSO has none.
    for (int call : { SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(clock_gettime) })
        add(call, Action::Allow);

#ifdef SEKISHO_SANITIZE // What AddressSanitizer's run-time asks; never in a released build.
    for (int call : { SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
             SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(sched_yield), SCMP_SYS(prlimit64) })
        add(call, Action::Allow);
#endif
}

void Profile::add(int system_call, Action action)
{
    auto same = std::ranges::find(m_rules, system_call, &Rule::system_call);
    if (same != m_rules.end())
        same->action = action;
    else
        m_rules.push_back({ system_call, action });
}

Profile& Profile::allow_threads()
{
    add(SCMP_SYS(clone), Action::AllowThreadsOnly);
    add(SCMP_SYS(clone3), Action::Absent); // Its flags lie in memory, where no filter sees them.
    for (int call : { SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(rt_sigprocmask),
             SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(gettid) })
        add(call, Action::Allow);
    m_threads = Threads::Allowed;
    return *this;
}

Profile& Profile::allow_private_files(std::uint64_t bytes)
{
    m_private_bytes = bytes;
    for (int call : { SCMP_SYS(openat), SCMP_SYS(mkdir), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
             SCMP_SYS(rmdir), SCMP_SYS(rename), SCMP_SYS(access), SCMP_SYS(stat),
             SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(getdents64), SCMP_SYS(fcntl),
             SCMP_SYS(getcwd), SCMP_SYS(readlink), SCMP_SYS(fsync), SCMP_SYS(fdatasync) })
        add(call, Action::Allow);
    return *this;
}

Profile& Profile::allow_reading(std::vector<std::string> paths)
{
    m_readable_paths.insert(m_readable_paths.end(), paths.begin(), paths.end());
    if (m_private_bytes == 0)
        add(SCMP_SYS(openat), Action::AllowReadOnly);
    for (int call : { SCMP_SYS(access), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat),
             SCMP_SYS(getdents64), SCMP_SYS(fcntl), SCMP_SYS(readlink) })
        add(call, Action::Allow);
    return *this;
}

Profile& Profile::allow(int system_call)
{
    add(system_call, Action::Allow);
    return *this;
}

Profile& Profile::deny(int system_call)
{
    add(system_call, Action::Deny);
    return *this;
}

Profile& Profile::absent(int system_call)
{
    add(system_call, Action::Absent);
    return *this;
}

}
