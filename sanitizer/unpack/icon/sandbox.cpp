// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/icon/sandbox.h"

namespace unpack_icon {

sandbox::Profile unpack_icon_profile()
{
    return sandbox::Profile("unpack-icon");
}

}
