// SPDX-License-Identifier: MIT
#include "scanners/clamav/sandbox.h"

#include <seccomp.h>

namespace clamav {

sandbox::Profile scanners_clamav_profile()
{
    sandbox::Profile profile("scanners-clamav");
    // libclamav unpacks archives and documents into files before it scans them.
    profile.allow_private_files(1ull << 30);
    // The names of those files and the time limit.
    profile.allow(SCMP_SYS(getpid)).allow(SCMP_SYS(gettimeofday)).allow(SCMP_SYS(time));
    // It narrows the rights of its own temporary folder.
    profile.allow(SCMP_SYS(chmod));
    // Two descriptors on one input, where a format is looked at twice.
    profile.allow(SCMP_SYS(dup));
    return profile;
}

}
