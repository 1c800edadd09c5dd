// SPDX-License-Identifier: MIT
#include "sanitizer/verify/zip/sandbox.h"

namespace verify_zip {

sandbox::Profile verify_zip_profile()
{
    return sandbox::Profile("verify-zip");
}

}
