// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "scanners/yara/engine.h"
#include "scanners/yara/sandbox.h"
#include "scanners/yara/yara.pb.h"

#include <optional>

namespace yara_scanner {

static constexpr std::uint64_t largest_input = 8ull << 30; // Address space is the tighter limit.

static void describe(const Engine& engine, message::Answer& answer)
{
    auto& told = *answer.mutable_engine();
    told.set_version(Engine::version());
    told.set_rules(engine.rules());
    told.set_rules_time(engine.time());
}

static Result<void> scan(const Engine& engine, const message::Request& request,
    const base::Descriptor& input, message::Answer& answer)
{
    auto mapping = TRY(base::Mapping::of(input, largest_input));
    auto scan = engine.scan(mapping.bytes(), request.seconds());
    auto& told = *answer.mutable_scanned();
    switch (scan.state) {
    case State::Clean: told.set_state(message::STATE_CLEAN); break;
    case State::Found: told.set_state(message::STATE_FOUND); break;
    case State::Incomplete: told.set_state(message::STATE_INCOMPLETE); break;
    }
    for (const auto& rule : scan.rules)
        told.add_rules(rule);
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
    std::optional<yara_scanner::Engine> engine;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        if (words.size() != 1)
            return Error { "one folder of rules, please" };
        engine = TRY(yara_scanner::Engine::load(words[0]));
        return {};
    };
    auto work = [&](wire::Channel& channel) { return yara_scanner::work(*engine, channel); };
    return worker::serve(argc, argv, yara_scanner::scanners_yara_profile(), prepare, work);
}
