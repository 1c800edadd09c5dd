// SPDX-License-Identifier: MIT
#include "sanitizer/decode/tiff/sandbox.h"

#include <seccomp.h>

namespace decode_tiff {

sandbox::Profile decode_tiff_profile()
{
    sandbox::Profile profile("decode-tiff");
    // glibc's qsort asks how much memory the station has, and does without an answer.
    profile.deny(SCMP_SYS(sysinfo));
    return profile;
}

}
