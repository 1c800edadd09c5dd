// SPDX-License-Identifier: MIT
#include "sanitizer/decode/svg/sandbox.h"

#include <seccomp.h>

namespace decode_svg {

sandbox::Profile decode_svg_profile()
{
    sandbox::Profile profile("decode-svg");
    // A picture names fonts and never brings any.
    profile.allow_reading(
        { "/usr/share/fonts", "/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig" });
    // librsvg draws filters by several threads, and will not by one.
    profile.allow_threads();
    profile.allow(SCMP_SYS(sigaltstack)); // Rust's threads look out for their stacks.
    // glibc's qsort asks how much memory the station has, and does without an answer.
    profile.deny(SCMP_SYS(sysinfo));
    return profile;
}

}
