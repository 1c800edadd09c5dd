// SPDX-License-Identifier: MIT
#include "sanitizer/decode/office/sandbox.h"

#include <seccomp.h>

namespace office {

sandbox::Profile decode_office_profile()
{
    sandbox::Profile profile("decode-office");
    // LibreOffice opens documents by name only, and keeps temporary files and a user profile.
    profile.allow_private_files(1ull << 30);
    // Its own data and the station's fonts.
    profile.allow_reading({ "/usr/lib/libreoffice", "/usr/share/libreoffice", "/etc/libreoffice",
        "/var/lib/libreoffice", "/usr/share/fonts", "/etc/fonts", "/usr/share/fontconfig",
        "/var/cache/fontconfig", "/usr/share/liblangtag", "/usr/share/icu" });
    profile.allow_threads();
    for (int call : { SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid),
             SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo),
             SCMP_SYS(getrusage), SCMP_SYS(times), SCMP_SYS(gettimeofday), SCMP_SYS(time),
             SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_getres),
             SCMP_SYS(sched_getparam), SCMP_SYS(sched_getscheduler), SCMP_SYS(rt_sigaction),
             SCMP_SYS(sigaltstack), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(pipe),
             SCMP_SYS(pipe2), SCMP_SYS(eventfd2), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(statfs),
             SCMP_SYS(fstatfs), SCMP_SYS(fchmod), SCMP_SYS(chmod), SCMP_SYS(umask),
             SCMP_SYS(fallocate), SCMP_SYS(flock), SCMP_SYS(utimensat), SCMP_SYS(faccessat),
             SCMP_SYS(faccessat2), SCMP_SYS(readlinkat), SCMP_SYS(statx), SCMP_SYS(open),
             SCMP_SYS(restart_syscall), SCMP_SYS(rt_sigreturn), SCMP_SYS(msync), SCMP_SYS(mincore),
             SCMP_SYS(prlimit64), SCMP_SYS(getrlimit) })
        profile.allow(call);
    // It looks for a display, a network, a terminal and helpers; all of them may be missing.
    for (int call : { SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(ioctl), SCMP_SYS(execve),
             SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(wait4), SCMP_SYS(kill),
             SCMP_SYS(setpriority), SCMP_SYS(sched_setscheduler), SCMP_SYS(prctl),
             SCMP_SYS(inotify_init1), SCMP_SYS(fchown), SCMP_SYS(chown), SCMP_SYS(symlink),
             SCMP_SYS(link), SCMP_SYS(socketpair) })
        profile.deny(call);
    return profile;
}

}
