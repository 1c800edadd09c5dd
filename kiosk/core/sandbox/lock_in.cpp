// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/lock_in.h"

#include "kiosk/core/sandbox/capabilities.h"
#include "kiosk/core/sandbox/filter.h"
#include "kiosk/core/sandbox/landlock.h"

namespace sandbox {

Result<void> lock_in(const Profile& profile)
{
    auto filter = TRY(compile_filter(profile));
    TRY(drop_capabilities());
    TRY(restrict_files(profile));
    return install_filter(filter);
}

}
