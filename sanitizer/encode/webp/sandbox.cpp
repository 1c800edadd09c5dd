// SPDX-License-Identifier: MIT
#include "sanitizer/encode/webp/sandbox.h"

#include <seccomp.h>

namespace encode_webp {

sandbox::Profile encode_webp_profile()
{
    sandbox::Profile profile("encode-webp");
    // glibc's qsort asks how much memory the station has, and does without an answer.
    profile.deny(SCMP_SYS(sysinfo));
    return profile;
}

}
