// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "scanners/command/command.pb.h"
#include "scanners/command/run.h"
#include "scanners/command/sandbox.h"

#include <unistd.h>

namespace command {

static Result<void> work(const std::vector<std::string>& argv, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    message::Answer answer;
    if (received.descriptors.empty())
        answer.mutable_engine()->set_runs(access(argv[0].c_str(), X_OK) == 0);
    else if (TRY(base::size_of(received.descriptors[0])) > received.message.file_bytes())
        answer.mutable_too_large();
    else
        answer.set_exit_status(TRY(run(argv, received.descriptors[0])));
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    std::vector<std::string> words;
    auto prepare = [&](std::span<const std::string> given) -> Result<void> {
        words.assign(given.begin(), given.end());
        if (words.empty() || !words[0].starts_with('/'))
            return Error { "a program by its whole path, please" };
        return {};
    };
    auto work = [&](wire::Channel& channel) { return command::work(words, channel); };
    return worker::serve(argc, argv, command::scanners_command_profile(), prepare, work);
}
