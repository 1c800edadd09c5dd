// SPDX-License-Identifier: MIT
#include "kiosk/token/sandbox.h"

#include <seccomp.h>

namespace token {

sandbox::Profile token_profile()
{
    sandbox::Profile profile("token");
    profile.allow(SCMP_SYS(poll)); // For a finger, on the one node that it was given.
    return profile;
}

}
