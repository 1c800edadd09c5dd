// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/job.h"

#include "kiosk/core/sandbox/capabilities.h"
#include "kiosk/core/sandbox/filter.h"
#include "kiosk/core/sandbox/landlock.h"
#include "kiosk/core/sandbox/namespaces.h"

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace worker {

static constexpr int channel_number = 3;
static constexpr int first_spare_number = 4;

static Result<void> limit(__rlimit_resource resource, rlim_t value)
{
    rlimit both { value, value };
    if (setrlimit(resource, &both) != 0)
        return base::system_error("setrlimit");
    return {};
}

static Result<void> set_limits(const JobSetting& setting, const Spawn& spawn)
{
    TRY(limit(RLIMIT_AS, setting.mapped_bytes + spawn.memory_bytes()));
    TRY(limit(RLIMIT_FSIZE, spawn.output_bytes()));
    TRY(limit(RLIMIT_CPU, spawn.processor_seconds()));
    TRY(limit(RLIMIT_CORE, 0));
    TRY(limit(RLIMIT_MEMLOCK, 0));
    TRY(limit(RLIMIT_NOFILE, setting.profile.uses_files() ? 256 : 32));
    TRY(limit(RLIMIT_NPROC, setting.profile.threads() == sandbox::Threads::Allowed ? 256 : 0));
    return {};
}

// Outermost first: what a later step forbids, an earlier one still needs.
static Result<void> lock_in(const JobSetting& setting, const Spawn& spawn)
{
    if (setting.profile.private_bytes() > 0)
        TRY(sandbox::mount_private_files(setting.profile));
    TRY(set_limits(setting, spawn));
    TRY(sandbox::drop_capabilities());
    TRY(sandbox::restrict_files(setting.profile));
    return sandbox::install_filter(setting.filter);
}

static Result<void> run(const JobSetting& setting, const Spawn& spawn, base::Descriptor socket)
{
    sigset_t none;
    sigemptyset(&none);
    if (sigprocmask(SIG_SETMASK, &none, nullptr) != 0)
        return base::system_error("sigprocmask");
    if (socket.get() != channel_number
        && dup3(socket.get(), channel_number, O_CLOEXEC) != channel_number)
        return base::system_error("dup");
    [[maybe_unused]] int given_up = socket.release();
    if (close_range(first_spare_number, ~0u, 0) != 0)
        return base::system_error("close_range");

    wire::Channel channel { base::Descriptor(channel_number) };
    TRY(lock_in(setting, spawn));
    TRY(wire::send_message(channel, Ready()));
    return setting.work(channel);
}

int run_job(const JobSetting& setting, const Spawn& spawn, base::Descriptor channel)
{
    return run(setting, spawn, std::move(channel)) ? 0 : 1;
}

}
