// SPDX-License-Identifier: MIT
#include "kiosk/broker/selftest/selftest.h"

#include "kiosk/broker/road/road.h"
#include "kiosk/broker/selftest/samples.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"
#include "policy/names/names.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace broker {

static Result<SelfCheck> check_sample(const RoadSetting& setting, const Sample& sample)
{
    auto file = TRY(base::sealed_memory_file("self-test", sample.bytes));
    Piece piece { file, sample.bytes.size(), base::to_hex(base::sha256(sample.bytes)),
        sample.name };
    policy::Spending spending(setting.policy.limits.budget);
    auto carried = carry(setting, piece, spending);
    SelfCheck check;
    check.sample = sample.what;
    check.got = policy::word(carried.report.verdict);
    if (!carried.report.reasons.empty())
        check.got += " (" + policy::to_line(carried.report.reasons[0]) + ")";
    check.kind = sample.expectation == Expectation::Passes ? SelfCheck::Kind::MustPass
                                                           : SelfCheck::Kind::MustNot;
    if (sample.expectation == Expectation::Refused) {
        check.expected = "refused";
        // No answer would stop the file as well, but it would be for another reason than ours.
        check.good = carried.report.verdict == policy::Verdict::Refused && !carried.output;
        return check;
    }
    check.expected = "passes";
    check.good = passes(carried.report.verdict) && carried.output.has_value();
    if (check.good) {
        auto name = policy::Namer(setting.policy.names).place(sample.name, carried.output->type);
        auto points = base::decode_utf8(name.path);
        check.good = points && std::ranges::none_of(*points, base::is_unsafe);
        check.got += " as " + name.path;
    }
    return check;
}

Result<std::vector<SelfCheck>> carry_samples(Workers& workers, const policy::Policy& policy,
    const std::vector<policy::EngineFacts>& engines, std::int64_t now)
{
    policy::Context context;
    context.zone = policy.zones.empty() ? "" : policy.zones[0];
    context.label = { 1, 1, 1 };
    context.engines = engines;
    context.now = now;
    RoadSetting setting { workers, policy, context, 1, {} };
    std::vector<SelfCheck> checks;
    for (const auto& sample : self_test_samples())
        checks.push_back(TRY(check_sample(setting, sample)));
    return checks;
}

std::string first_failure(const std::vector<SelfCheck>& checks)
{
    auto bad = std::ranges::find(checks, false, &SelfCheck::good);
    return bad == checks.end() ? std::string()
                               : bad->sample + ": expected " + bad->expected + ", got " + bad->got;
}

Result<std::vector<SelfCheck>> run_self_test(Station& station)
{
    auto checks
        = TRY(carry_samples(station.workers(), station.policy(), station.engines(), station.now()));
    auto failures = nlohmann::json::array();
    for (const auto& check : checks) {
        if (!check.good)
            failures.push_back(check.sample);
    }
    TRY(station.record({ { "type", "selftest" }, { "samples", checks.size() },
        { "failures", failures }, { "good", failures.empty() } }));
    return checks;
}

}
