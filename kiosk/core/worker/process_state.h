// SPDX-License-Identifier: MIT
// The insides that Zygote and Process share.
#pragma once

#include "kiosk/core/worker/control.pb.h"
#include "kiosk/core/worker/zygote.h"

#include <map>
#include <set>
#include <sys/types.h>

namespace worker {

// The zygote's end of things, alive as long as one of its jobs is.
struct ZygoteLink {
    std::mutex mutex;
    wire::Channel control;
    std::string name;
    std::map<std::uint64_t, Gone> gone; // Told while somebody waited for something else.
    std::uint64_t next_job { 1 };
    std::set<const Process::State*> jobs; // That have not been ended by us.

    // Needs the mutex. Reads the zygote's messages until the wanted one.
    Result<base::Descriptor> wait_for_spawned(std::uint64_t job, wire::Deadline);
    Result<Gone> wait_for_gone(std::uint64_t job, wire::Deadline);
};

struct Process::State {
    std::shared_ptr<ZygoteLink> link;
    std::uint64_t job { 0 };
    base::Descriptor pidfd;
    wire::Channel channel;
    wire::Deadline deadline {};
    Ending ending;

    // Ends the process if it still runs and settles how it ended; `suspected` is what made us end
    // it.
    void end(Ended suspected, std::string detail);
};

}
