// SPDX-License-Identifier: MIT
#include "sanitizer/verify/odf/sandbox.h"

namespace verify_odf {

sandbox::Profile verify_odf_profile()
{
    return sandbox::Profile("verify-odf");
}

}
