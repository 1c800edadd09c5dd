// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/zip/sandbox.h"

namespace unlock_zip {

sandbox::Profile unlock_zip_profile()
{
    return sandbox::Profile("unlock-zip");
}

}
