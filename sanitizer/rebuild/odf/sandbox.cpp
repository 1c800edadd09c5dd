// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/sandbox.h"

namespace rebuild_odf {

sandbox::Profile rebuild_odf_profile()
{
    return sandbox::Profile("rebuild-odf");
}

}
