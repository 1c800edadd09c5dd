// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/sandbox.h"

namespace volume {

sandbox::Profile intake_volume_profile()
{
    return sandbox::Profile("intake-volume");
}

}
