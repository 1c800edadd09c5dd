// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/sandbox.h"

namespace unlock_office {

sandbox::Profile unlock_office_profile()
{
    return sandbox::Profile("unlock-office");
}

}
