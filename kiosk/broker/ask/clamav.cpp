// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/clamav.h"

#include "kiosk/broker/ask/outcome.h"
#include "scanners/clamav/clamav.pb.h"

#include <algorithm>

namespace broker {

static constexpr auto worker_name = "scanners-clamav";

static bool is_plain(const std::string& text)
{
    return !text.empty() && text.size() <= 200
        && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

static Result<policy::ScanFacts> check_scan(const clamav::message::Answer& answer)
{
    if (!answer.has_scanned())
        return Error { "an answer of another kind" };
    const auto& scanned = answer.scanned();
    policy::ScanFacts facts { "clamav", policy::ScanState::NoAnswer, {}, {} };
    if (scanned.findings_size() > 64 || !std::ranges::all_of(scanned.findings(), is_plain))
        return Error { "findings out of bounds" };
    facts.findings.assign(scanned.findings().begin(), scanned.findings().end());
    switch (scanned.state()) {
    case clamav::message::STATE_CLEAN: facts.state = policy::ScanState::Clean; break;
    case clamav::message::STATE_FOUND: facts.state = policy::ScanState::Found; break;
    case clamav::message::STATE_INCOMPLETE: facts.state = policy::ScanState::Incomplete; break;
    default: return Error { "an unknown state" };
    }
    if ((facts.state == policy::ScanState::Clean && !facts.findings.empty())
        || (facts.state == policy::ScanState::Found && facts.findings.empty()))
        return Error { "a state that contradicts its findings" };
    return facts;
}

policy::ScanFacts ask_clamav(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& input, std::uint64_t scan_bytes)
{
    auto run = [&]() -> Result<policy::ScanFacts> {
        clamav::message::Request request;
        request.set_file_bytes(scan_bytes);
        request.set_scan_bytes(scan_bytes);
        // The engine stops first, with a name for it; the deadline is for when it does not.
        request.set_milliseconds(static_cast<std::uint32_t>(
            std::clamp<std::int64_t>(limits.time.count() * 9 / 10, 1, INT32_MAX)));
        int descriptor = input.get();
        auto answer = TRY(ask<clamav::message::Answer>(
            workers, worker_name, limits, request, { &descriptor, 1 }));
        return answer.checked(check_scan);
    };
    auto facts = run();
    if (facts)
        return facts.take();
    return { "clamav", policy::ScanState::NoAnswer, {}, facts.error().message };
}

static Result<policy::EngineFacts> check_engine(const clamav::message::Answer& answer)
{
    if (!answer.has_engine() || !is_plain(answer.engine().version()))
        return Error { "an answer of another kind" };
    const auto& engine = answer.engine();
    policy::EngineFacts facts;
    facts.name = "clamav";
    facts.version = engine.version();
    facts.definitions = std::to_string(engine.signatures()) + " signatures";
    if (engine.definitions_version() > 0)
        facts.definitions += ", version " + std::to_string(engine.definitions_version());
    facts.definitions_time = engine.definitions_time();
    facts.ready = engine.signatures() > 0;
    return facts;
}

Result<policy::EngineFacts> ask_clamav_engine(Workers& workers)
{
    worker::Limits limits;
    auto answer = TRY(
        ask<clamav::message::Answer>(workers, worker_name, limits, clamav::message::Request {}));
    return answer.checked(check_engine);
}

}
