// SPDX-License-Identifier: MIT
#include "policy/language/policy.h"

#include <algorithm>

namespace policy {

std::chrono::milliseconds time_for(const Limits& limits, std::uint64_t bytes, std::uint64_t pages)
{
    using Milliseconds = std::chrono::milliseconds;
    auto most = static_cast<std::uint64_t>(Milliseconds(std::chrono::hours(24)).count());
    if (limits.budget.seconds < most / 1000)
        most = limits.budget.seconds * 1000;
    auto total = static_cast<std::uint64_t>(limits.base.count());
    auto add = [&](std::uint64_t count, Milliseconds each) {
        std::uint64_t sum = 0;
        if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(each.count()), &sum)
            || __builtin_add_overflow(total, sum, &total))
            total = most;
    };
    add((bytes >> 20) + (bytes % (1 << 20) != 0), limits.per_mebibyte);
    add(pages, limits.per_page);
    return Milliseconds(std::min(total, most));
}

unsigned DefinitionsRule::max_age_of(const std::string& engine) const
{
    auto own = engine_max_age_days.find(engine);
    return own == engine_max_age_days.end() ? max_age_days : own->second;
}

std::vector<std::string> Scanners::all_required() const
{
    auto all = required;
    for (const auto& command : commands)
        all.push_back("command:" + command.name);
    return all;
}

bool NameRules::allows(Script script) const
{
    return std::ranges::find(scripts, script) != scripts.end();
}

template <typename List, typename Value>
static bool names_or_is_empty(const List& list, const Value& value)
{
    return list.empty() || std::ranges::find(list, value) != list.end();
}

const Rule* rule_for(const Policy& policy, TransferClass transfer_class, FileType type,
    std::string_view zone, Label label)
{
    for (const auto& rule : policy.rules) {
        if (rule.types.test(static_cast<std::size_t>(type))
            && names_or_is_empty(rule.classes, transfer_class)
            && names_or_is_empty(rule.zones, zone) && rule.label.hold(label))
            return &rule;
    }
    return nullptr;
}

const ApprovalRoute* route_for(
    const Policy& policy, TransferClass transfer_class, std::string_view zone, Label label)
{
    for (const auto& route : policy.approvals) {
        if (names_or_is_empty(route.classes, transfer_class) && names_or_is_empty(route.zones, zone)
            && route.label.hold(label))
            return &route;
    }
    return nullptr;
}

}
