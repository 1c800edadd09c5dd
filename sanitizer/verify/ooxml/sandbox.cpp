// SPDX-License-Identifier: MIT
#include "sanitizer/verify/ooxml/sandbox.h"

namespace verify_ooxml {

sandbox::Profile verify_ooxml_profile()
{
    return sandbox::Profile("verify-ooxml");
}

}
