// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/command.h"

#include "scanners/command/command.pb.h"

#include <algorithm>

namespace broker {

namespace message = command::message;

static std::string worker_name(const policy::CommandScanner& scanner)
{
    return "scanners-command:" + scanner.name;
}

static policy::ScanFacts facts_of(const policy::CommandScanner& scanner, int status)
{
    policy::ScanFacts facts { "command:" + scanner.name, policy::ScanState::NoAnswer, {},
        "exit status " + std::to_string(status) };
    auto means = [&](const std::vector<int>& codes) {
        return std::ranges::find(codes, status) != codes.end();
    };
    // Both at once is a policy that does not know what it says.
    if (means(scanner.found)) {
        facts.state = policy::ScanState::Found;
        facts.findings.push_back("exit-status-" + std::to_string(status));
    } else if (means(scanner.clean)) {
        facts.state = policy::ScanState::Clean;
    }
    return facts;
}

policy::ScanFacts ask_command(Workers& workers, const worker::Limits& limits,
    const policy::CommandScanner& scanner, const base::Descriptor& input)
{
    auto run = [&]() -> Result<policy::ScanFacts> {
        auto own = limits;
        own.time = scanner.time;
        own.output_bytes = 2ull << 30;
        message::Request request;
        request.set_file_bytes(own.output_bytes);
        int descriptor = input.get();
        auto answer = TRY(
            ask<message::Answer>(workers, worker_name(scanner), own, request, { &descriptor, 1 }));
        return answer.checked([&](const message::Answer& told) -> Result<policy::ScanFacts> {
            if (told.has_too_large())
                return policy::ScanFacts { "command:" + scanner.name, policy::ScanState::Incomplete,
                    {}, "larger than the engine is given" };
            if (told.outcome_case() != message::Answer::kExitStatus)
                return Error { "an answer of another kind" };
            return facts_of(scanner, told.exit_status());
        });
    };
    auto facts = run();
    if (facts)
        return facts.take();
    return { "command:" + scanner.name, policy::ScanState::NoAnswer, {}, facts.error().message };
}

Result<policy::EngineFacts> ask_command_engine(
    Workers& workers, const policy::CommandScanner& scanner)
{
    auto answer = TRY(ask<message::Answer>(workers, worker_name(scanner), {}, message::Request {}));
    return answer.checked([&](const message::Answer& told) -> Result<policy::EngineFacts> {
        if (!told.has_engine())
            return Error { "an answer of another kind" };
        policy::EngineFacts facts;
        facts.name = "command:" + scanner.name;
        facts.version = scanner.argv.empty() ? "" : scanner.argv[0];
        // Its definitions are its own affair: it must answer "neither clean nor found" when they
        // are too old. We know no age that policy could judge.
        facts.ready = told.engine().runs();
        return facts;
    });
}

}
