// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/filter.h"

#include "kiosk/core/base/memory_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace sandbox {

// What glibc's pthread_create asks of clone(2), to the bit.
static constexpr scmp_datum_t thread_flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND
    | CLONE_THREAD | CLONE_SYSVSEM | CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
static constexpr scmp_datum_t namespace_flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID
    | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP | 0x80 /* CLONE_NEWTIME */;
static constexpr scmp_datum_t reading_flags
    = O_CLOEXEC | O_DIRECTORY | O_NONBLOCK | O_NOCTTY; // O_RDONLY and O_LARGEFILE have no bit here.

static int add_rule(scmp_filter_ctx context, const Rule& rule)
{
    auto call = rule.system_call;
    auto allow = [&](scmp_arg_cmp condition) {
        return seccomp_rule_add(context, SCMP_ACT_ALLOW, call, 1, condition);
    };
    switch (rule.action) {
    case Action::Allow: return seccomp_rule_add(context, SCMP_ACT_ALLOW, call, 0);
    case Action::AllowWithoutExec: return allow(SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    case Action::AllowThreadsOnly: return allow(SCMP_A0_64(SCMP_CMP_EQ, thread_flags, 0));
    case Action::AllowOwnChildren: return allow(SCMP_A0_64(SCMP_CMP_MASKED_EQ, namespace_flags, 0));
    case Action::AllowReadOnly:
        return allow(SCMP_A2_32(SCMP_CMP_MASKED_EQ, 0xFFFFFFFFu & ~reading_flags, 0));
    case Action::AllowOwnStatus: return allow(SCMP_A3_32(SCMP_CMP_EQ, AT_EMPTY_PATH, 0));
    case Action::AllowRequest: return allow(SCMP_A1_64(SCMP_CMP_EQ, rule.request, 0));
    case Action::Deny: return seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), call, 0);
    case Action::Absent: return seccomp_rule_add(context, SCMP_ACT_ERRNO(ENOSYS), call, 0);
    }
    return -EINVAL;
}

Result<base::Bytes> compile_filter(const Profile& profile)
{
    std::unique_ptr<void, decltype(&seccomp_release)> context(
        seccomp_init(SCMP_ACT_KILL_PROCESS), seccomp_release);
    if (!context)
        return Error { "seccomp_init" };
    if (seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) != 0
        || seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2) != 0)
        return Error { "seccomp_attr_set" };
    for (const auto& rule : profile.rules()) {
        if (auto error = add_rule(context.get(), rule); error != 0)
            return Error { "seccomp rule " + std::to_string(rule.system_call) + ": "
                + std::generic_category().message(-error) };
    }
    auto file = TRY(base::create_memory_file("seccomp"));
    if (seccomp_export_bpf(context.get(), file.get()) != 0)
        return Error { "seccomp_export_bpf" };
    return base::read_all(file, 1 << 20);
}

Result<void> install_filter(base::View program)
{
    if (program.empty() || program.size() % sizeof(sock_filter) != 0)
        return Error { "no seccomp program" };
    std::vector<sock_filter> instructions(program.size() / sizeof(sock_filter));
    std::memcpy(instructions.data(), program.data(), program.size());
    sock_fprog form { static_cast<unsigned short>(instructions.size()), instructions.data() };
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &form) != 0)
        return base::system_error("seccomp");
    return {};
}

}
