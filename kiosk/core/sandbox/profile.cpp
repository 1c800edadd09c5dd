// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/profile.h"

#include "kiosk/core/sandbox/sanitized.h"

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

#ifdef SEKISHO_SANITIZE
    for (int call : calls_of_sanitizers())
        add(call, Action::Allow);
    for (int call : calls_of_reports())
        add(call, Action::Deny);
#endif
}

void Profile::add(int system_call, Action action)
{
    auto same = std::ranges::find(m_rules, system_call, &Rule::system_call);
    if (same != m_rules.end())
        same->action = action;
    else
        m_rules.push_back({ system_call, action, 0 });
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
             SCMP_SYS(rmdir), SCMP_SYS(rename), SCMP_SYS(access), SCMP_SYS(stat), SCMP_SYS(lstat),
             SCMP_SYS(newfstatat), SCMP_SYS(getdents64), SCMP_SYS(fcntl), SCMP_SYS(getcwd),
             SCMP_SYS(readlink), SCMP_SYS(fsync), SCMP_SYS(fdatasync) })
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

Profile& Profile::allow_writing_beneath(std::string folder)
{
    m_writable_folder = std::move(folder);
    for (int call : { SCMP_SYS(openat), SCMP_SYS(openat2), SCMP_SYS(mkdirat), SCMP_SYS(unlinkat),
             SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(linkat), SCMP_SYS(faccessat),
             SCMP_SYS(faccessat2), SCMP_SYS(newfstatat), SCMP_SYS(getdents64), SCMP_SYS(fsync),
             SCMP_SYS(fdatasync), SCMP_SYS(syncfs), SCMP_SYS(flock), SCMP_SYS(fcntl),
             SCMP_SYS(fchmod), SCMP_SYS(rmdir), SCMP_SYS(unlink), SCMP_SYS(mkdir),
             SCMP_SYS(copy_file_range), SCMP_SYS(poll), SCMP_SYS(getpid) })
        add(call, Action::Allow);
    return *this;
}

Profile& Profile::allow_programs()
{
    for (int call : { SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(execve), SCMP_SYS(wait4),
             SCMP_SYS(waitid), SCMP_SYS(mmap), SCMP_SYS(mprotect), SCMP_SYS(openat), SCMP_SYS(open),
             SCMP_SYS(creat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(statfs),
             SCMP_SYS(fstatfs), SCMP_SYS(readlinkat), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
             SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3), SCMP_SYS(pipe), SCMP_SYS(pipe2),
             SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(readv),
             SCMP_SYS(writev), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
             SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigsuspend), SCMP_SYS(sigaltstack), SCMP_SYS(kill),
             SCMP_SYS(tgkill), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(gettid),
             SCMP_SYS(getpgrp), SCMP_SYS(setpgid), SCMP_SYS(getuid), SCMP_SYS(geteuid),
             SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getgroups), SCMP_SYS(getresuid),
             SCMP_SYS(getresgid), SCMP_SYS(umask), SCMP_SYS(chmod), SCMP_SYS(fchmod),
             SCMP_SYS(chdir), SCMP_SYS(truncate), SCMP_SYS(fallocate), SCMP_SYS(renameat),
             SCMP_SYS(mkdirat), SCMP_SYS(utimensat), SCMP_SYS(flock), SCMP_SYS(uname),
             SCMP_SYS(sysinfo), SCMP_SYS(times), SCMP_SYS(time), SCMP_SYS(gettimeofday),
             SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
             SCMP_SYS(getrusage), SCMP_SYS(getrlimit), SCMP_SYS(setrlimit), SCMP_SYS(prlimit64),
             SCMP_SYS(getpriority), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
             SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
             SCMP_SYS(arch_prctl), SCMP_SYS(restart_syscall), SCMP_SYS(alarm), SCMP_SYS(msync),
             SCMP_SYS(mincore), SCMP_SYS(fadvise64), SCMP_SYS(pwritev), SCMP_SYS(preadv),
             SCMP_SYS(close_range) })
        add(call, Action::Allow);
    add(SCMP_SYS(clone), Action::AllowOwnChildren);
    add(SCMP_SYS(clone3), Action::Absent);
    // Engines look for a terminal and a network; both are missing.
    for (int call : { SCMP_SYS(ioctl), SCMP_SYS(socket), SCMP_SYS(prctl) })
        add(call, Action::Deny);
    m_threads = Threads::Allowed;
    m_programs = Programs::Allowed;
    return *this;
}

Profile& Profile::allow(int system_call)
{
    add(system_call, Action::Allow);
    return *this;
}

Profile& Profile::allow_ioctl(std::uint64_t request)
{
    m_rules.push_back({ SCMP_SYS(ioctl), Action::AllowRequest, request });
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
