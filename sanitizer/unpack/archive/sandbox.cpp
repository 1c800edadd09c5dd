// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/archive/sandbox.h"

namespace unpack_archive {

sandbox::Profile unpack_archive_profile()
{
    return sandbox::Profile("unpack-archive");
}

}
