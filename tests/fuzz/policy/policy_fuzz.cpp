// SPDX-License-Identifier: MIT
// The policy reader: any text is a policy within all its ranges, or a list of problems.
#include "policy/language/can.h"
#include "policy/language/parse.h"

#include <cstdlib>

static void require(bool holds)
{
    if (!holds)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace policy;
    auto reading = read_policy({ reinterpret_cast<const char*>(data), size });
    for (const auto& problem : reading.problems)
        require(problem.line > 0 && problem.column > 0 && !problem.message.empty());
    if (!reading.problems.empty())
        return 0;
    const auto& policy = reading.policy;
    require(!policy.zones.empty() && !policy.scanners.required.empty());
    require(time_for(policy.limits, UINT64_MAX, UINT64_MAX) <= std::chrono::hours(24));
    for (const auto& rule : policy.rules) {
        for (const auto& type : all_file_types()) {
            if (rule.types.test(static_cast<std::size_t>(type.type)))
                require(can(rule.method, type.type));
        }
        require(rule.method == Method::Refuse || rule.types.any());
        require(rule.method != Method::Verify || !rule.publishers.empty());
    }
    for (const auto& route : policy.approvals)
        require(route.count >= 1 && route.count >= route.roles.size() && !route.roles.empty());
    return 0;
}
