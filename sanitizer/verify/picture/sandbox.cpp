// SPDX-License-Identifier: MIT
#include "sanitizer/verify/picture/sandbox.h"

namespace verify_picture {

sandbox::Profile verify_picture_profile()
{
    return sandbox::Profile("verify-picture");
}

}
