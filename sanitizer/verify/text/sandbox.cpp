// SPDX-License-Identifier: MIT
#include "sanitizer/verify/text/sandbox.h"

namespace verify_text {

sandbox::Profile verify_text_profile()
{
    return sandbox::Profile("verify-text");
}

}
