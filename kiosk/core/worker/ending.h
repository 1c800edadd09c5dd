// SPDX-License-Identifier: MIT
// How a worker process ended, as a value. Only Finished is not NoAnswer.
#pragma once

#include <string>

namespace worker {

enum class Ended {
    NotYet,
    Finished, // Answered, closed its channel, exit status 0.
    Sandbox, // The sandbox was not fully in force, or could not be shown to be.
    Timeout,
    Crashed, // A signal of its own making (SIGSEGV, SIGABRT …).
    Forbidden, // Ended by seccomp (SIGSYS) or a resource limit (SIGXFSZ, SIGXCPU).
    Nonsense, // A message that breaks the rules.
    Failed, // Ended without an answer.
};

struct Ending {
    Ended how { Ended::NotYet };
    std::string detail;
};

const char* to_text(Ended);

}
