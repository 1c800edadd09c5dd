// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/capabilities.h"

#include "kiosk/core/base/descriptor.h"

#include <cerrno>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sandbox {

Result<void> drop_capabilities()
{
    // The kernel knows its last capability; beyond it the call is EINVAL.
    for (unsigned long capability = 0; capability < 64; ++capability) {
        auto held = prctl(PR_CAPBSET_READ, capability, 0, 0, 0);
        if (held < 0 && errno == EINVAL && capability > CAP_AUDIT_READ)
            break;
        if (held < 0 || (held > 0 && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0))
            return base::system_error("prctl bounding set");
    }
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0)
        return base::system_error("prctl ambient set");
    __user_cap_header_struct header { _LINUX_CAPABILITY_VERSION_3, 0 };
    __user_cap_data_struct none[2] {};
    if (syscall(SYS_capset, &header, none) != 0)
        return base::system_error("capset");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return base::system_error("prctl no_new_privs");
    return {};
}

}
