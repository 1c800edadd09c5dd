// SPDX-License-Identifier: MIT
#include "scanners/codes/sandbox.h"

namespace codes {

sandbox::Profile scanners_codes_profile()
{
    return sandbox::Profile("scanners-codes");
}

}
