// SPDX-License-Identifier: MIT
#include "scanners/type/sandbox.h"

namespace type_scanner {

sandbox::Profile scanners_type_profile()
{
    return sandbox::Profile("scanners-type");
}

}
