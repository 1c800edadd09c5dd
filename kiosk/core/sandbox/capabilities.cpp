// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/capabilities.h"

#include "kiosk/core/base/descriptor.h"

#include <cerrno>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sandbox {

// Others may not. No file's capabilities come to a process that has no_new_privs, so that their set
// bounds nothing.
static Result<bool> may_drop_bounding_set()
{
    __user_cap_header_struct header { _LINUX_CAPABILITY_VERSION_3, 0 };
    __user_cap_data_struct held[2] {};
    if (syscall(SYS_capget, &header, held) != 0)
        return base::system_error("capget");
    return (held[0].effective & 1u << CAP_SETPCAP) != 0;
}

static Result<void> drop_bounding_set()
{
    if (!TRY(may_drop_bounding_set()))
        return {};
    // The kernel knows its last capability; beyond it the call is EINVAL.
    for (unsigned long capability = 0; capability < 64; ++capability) {
        auto held = prctl(PR_CAPBSET_READ, capability, 0, 0, 0);
        if (held < 0 && errno == EINVAL && capability > CAP_AUDIT_READ)
            break;
        if (held < 0 || (held > 0 && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0))
            return base::system_error("prctl bounding set");
    }
    return {};
}

static Result<void> hold_no_capability()
{
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

Result<void> drop_capabilities()
{
    TRY(drop_bounding_set());
    return hold_no_capability();
}

Result<void> become(const char* user)
{
    const auto* account = getpwnam(user);
    if (!account || account->pw_uid == 0)
        return Error { std::string("this machine has no account ") + user };
    TRY(drop_bounding_set());
    if (setgroups(0, nullptr) != 0
        || setresgid(account->pw_gid, account->pw_gid, account->pw_gid) != 0
        || setresuid(account->pw_uid, account->pw_uid, account->pw_uid) != 0)
        return base::system_error("becoming another user");
    return hold_no_capability();
}

}
