// SPDX-License-Identifier: MIT
// The worker's side: one program per worker, one fresh process per job.
//
// The program starts as a zygote: it leaves all namespaces, loads what its library needs
// (`prepare`), changes its root to an empty file system and waits. For each job it forks; the
// child takes the whole profile upon itself (limits, capabilities, Landlock, seccomp), proves it,
// says so, and only then receives its first message. It does one job and ends.
//
// If any step fails the process ends without a word, which the broker counts as NoAnswer.
#pragma once

#include "kiosk/core/sandbox/profile.h"
#include "kiosk/core/wire/message.h"

#include <functional>
#include <span>
#include <string>

namespace worker {

// Runs before the sandbox closes, once per zygote, with the words after `--` on the command line
// (a folder of definitions, say). It sees no foreign byte. Threads it leaves behind end here.
using Prepare = std::function<Result<void>(std::span<const std::string> words)>;

// Does one job over the channel: receive the request (wire::receive_trusted), send the answer
// (wire::send_message). An Error ends the job as NoAnswer; foreseen refusals (malformed, encrypted,
// limit reached) are answers, not errors.
using Work = std::function<Result<void>(wire::Channel&)>;

// For main(): returns the exit status of the process it finds itself in.
int serve(int argc, char** argv, const sandbox::Profile&, const Prepare&, const Work&);

}
