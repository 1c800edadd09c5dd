// SPDX-License-Identifier: MIT
#include "scanners/signature/sandbox.h"

namespace signature {

sandbox::Profile scanners_signature_profile()
{
    return sandbox::Profile("scanners-signature");
}

}
