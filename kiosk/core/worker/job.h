// SPDX-License-Identifier: MIT
// One job's process, from the fork to its end.
#pragma once

#include "kiosk/core/worker/control.pb.h"
#include "kiosk/core/worker/serve.h"

namespace worker {

struct JobSetting {
    const sandbox::Profile& profile;
    base::View filter; // The profile, compiled.
    std::uint64_t mapped_bytes; // What the zygote maps.
    const Work& work;
};

// Takes the whole profile upon the calling process, does the job over descriptor 3, and returns the
// exit status. `channel` is moved to descriptor 3; every other descriptor above 2 is closed.
int run_job(const JobSetting&, const Spawn&, base::Descriptor channel);

}
