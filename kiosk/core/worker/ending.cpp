// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/ending.h"

namespace worker {

const char* to_text(Ended ended)
{
    switch (ended) {
    case Ended::NotYet: return "still running";
    case Ended::Finished: return "finished";
    case Ended::Sandbox: return "sandbox not in force";
    case Ended::Timeout: return "time limit";
    case Ended::Crashed: return "crashed";
    case Ended::Forbidden: return "forbidden system call or resource limit";
    case Ended::Nonsense: return "an answer that breaks the rules";
    case Ended::Failed: return "no answer";
    }
    return "";
}

}
