// SPDX-License-Identifier: MIT
#include "scanners/yara/sandbox.h"

#include <seccomp.h>

namespace yara_scanner {

sandbox::Profile scanners_yara_profile()
{
    sandbox::Profile profile("scanners-yara");
    // libyara turns a fault in its mapped input into a result; it sets the handler for each scan.
    profile.allow(SCMP_SYS(rt_sigaction)).allow(SCMP_SYS(rt_sigprocmask));
    return profile;
}

}
