// SPDX-License-Identifier: MIT
// Starts another program of ours with a channel to it: its descriptor 3, and the only one but for
// /dev/null. It gets no environment, and a process group of its own: what a terminal sends is for
// the program that a person started, which then ends in good order.
#pragma once

#include "kiosk/core/wire/channel.h"

#include <string>
#include <sys/types.h>

namespace wire {

struct Launched {
    pid_t process { -1 };
    Channel channel;
};

// `words` follow the program's name.
Result<Launched> launch(const std::string& program, const std::vector<std::string>& words);

// Restarts after a signal. The status as waitpid(2) has it.
int wait_for_end(pid_t);

}
