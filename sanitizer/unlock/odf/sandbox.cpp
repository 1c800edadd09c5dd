// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/odf/sandbox.h"

namespace unlock_odf {

sandbox::Profile unlock_odf_profile()
{
    return sandbox::Profile("unlock-odf");
}

}
