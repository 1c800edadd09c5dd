// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "scanners/clamav/clamav.pb.h"
#include "scanners/clamav/engine.h"
#include "scanners/clamav/sandbox.h"

#include <optional>

namespace clamav {

static void describe(const Engine& engine, message::Answer& answer)
{
    auto& told = *answer.mutable_engine();
    told.set_version(Engine::version());
    told.set_signatures(engine.definitions().signatures);
    told.set_definitions_version(engine.definitions().version);
    told.set_definitions_time(engine.definitions().time);
}

static Result<void> scan(const Engine& engine, const message::Request& request,
    const base::Descriptor& input, message::Answer& answer)
{
    ScanLimits limits { request.file_bytes(), request.scan_bytes(), request.milliseconds() };
    auto scan = TRY(engine.scan(input, limits));
    auto& told = *answer.mutable_scanned();
    switch (scan.state) {
    case State::Clean: told.set_state(message::STATE_CLEAN); break;
    case State::Found: told.set_state(message::STATE_FOUND); break;
    case State::Incomplete: told.set_state(message::STATE_INCOMPLETE); break;
    }
    for (const auto& finding : scan.findings)
        told.add_findings(finding);
    return {};
}

static Result<void> work(const Engine& engine, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    message::Answer answer;
    if (received.descriptors.empty())
        describe(engine, answer);
    else
        TRY(scan(engine, received.message, received.descriptors[0], answer));
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    std::optional<clamav::Engine> engine;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        if (words.size() != 1)
            return Error { "one folder of definitions, please" };
        engine = TRY(clamav::Engine::load(words[0]));
        return {};
    };
    auto work = [&](wire::Channel& channel) { return clamav::work(*engine, channel); };
    return worker::serve(argc, argv, clamav::scanners_clamav_profile(), prepare, work);
}
