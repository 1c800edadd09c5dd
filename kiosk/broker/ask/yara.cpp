// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/yara.h"

#include "kiosk/broker/ask/outcome.h"
#include "scanners/yara/yara.pb.h"

#include <algorithm>

namespace broker {

namespace message = yara_scanner::message;

static constexpr auto worker_name = "scanners-yara";

static bool is_plain(const std::string& text)
{
    return !text.empty() && text.size() <= 200
        && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

static Result<policy::ScanFacts> check_scan(const message::Answer& answer)
{
    if (!answer.has_scanned())
        return Error { "an answer of another kind" };
    const auto& scanned = answer.scanned();
    if (scanned.rules_size() > 64 || !std::ranges::all_of(scanned.rules(), is_plain))
        return Error { "findings out of bounds" };
    policy::ScanFacts facts { "yara", policy::ScanState::NoAnswer, {}, {} };
    facts.findings.assign(scanned.rules().begin(), scanned.rules().end());
    switch (scanned.state()) {
    case message::STATE_CLEAN: facts.state = policy::ScanState::Clean; break;
    case message::STATE_FOUND: facts.state = policy::ScanState::Found; break;
    case message::STATE_INCOMPLETE: facts.state = policy::ScanState::Incomplete; break;
    default: return Error { "an unknown state" };
    }
    if ((facts.state == policy::ScanState::Found) == facts.findings.empty())
        return Error { "a state that contradicts its findings" };
    return facts;
}

policy::ScanFacts ask_yara(
    Workers& workers, const worker::Limits& limits, const base::Descriptor& input)
{
    auto run = [&]() -> Result<policy::ScanFacts> {
        message::Request request;
        request.set_seconds(static_cast<std::uint32_t>(
            std::clamp<std::int64_t>(limits.time.count() * 9 / 10'000, 1, 100'000)));
        // The input is mapped, which counts as address space.
        auto wider = limits;
        wider.memory_bytes += TRY(base::size_of(input));
        int descriptor = input.get();
        auto answer
            = TRY(ask<message::Answer>(workers, worker_name, wider, request, { &descriptor, 1 }));
        return answer.checked(check_scan);
    };
    auto facts = run();
    if (facts)
        return facts.take();
    return { "yara", policy::ScanState::NoAnswer, {}, facts.error().message };
}

static Result<policy::EngineFacts> check_engine(const message::Answer& answer)
{
    if (!answer.has_engine() || !is_plain(answer.engine().version()))
        return Error { "an answer of another kind" };
    const auto& engine = answer.engine();
    policy::EngineFacts facts;
    facts.name = "yara";
    facts.version = engine.version();
    facts.definitions = std::to_string(engine.rules()) + " rules";
    facts.definitions_time = engine.rules_time();
    facts.ready = engine.rules() > 0;
    return facts;
}

Result<policy::EngineFacts> ask_yara_engine(Workers& workers)
{
    auto answer = TRY(ask<message::Answer>(workers, worker_name, {}, message::Request {}));
    return answer.checked(check_engine);
}

}
