// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/examine.h"

#include "kiosk/broker/ask/clamav.h"
#include "kiosk/broker/ask/command.h"
#include "kiosk/broker/ask/type.h"
#include "kiosk/broker/ask/yara.h"

#include <algorithm>

namespace broker {

worker::Limits limits_for(const policy::Policy& policy, const policy::Spending* spending,
    std::uint64_t bytes, std::uint64_t pages)
{
    worker::Limits limits;
    limits.memory_bytes = policy.limits.memory_bytes;
    limits.time = policy::time_for(policy.limits, bytes, pages);
    if (spending) {
        limits.time = std::min(limits.time, spending->time_left());
        limits.output_bytes = std::min(limits.output_bytes, spending->bytes_left() + 1);
    }
    return limits;
}

static policy::TypeFacts type_of(const RoadSetting& setting, const worker::Limits& limits,
    const base::Descriptor& bytes, const std::string& extension)
{
    auto type = ask_type(setting.workers, limits, bytes, extension);
    if (type)
        return type.take();
    policy::TypeFacts silence;
    silence.detail = type.error().message;
    return silence;
}

policy::FileFacts examine(const RoadSetting& setting, const base::Descriptor& bytes,
    std::uint64_t size, const std::string& sha256, const std::string& extension,
    const policy::FileFacts* before)
{
    policy::FileFacts facts;
    facts.size = size;
    facts.sha256 = sha256;
    facts.extension = extension;
    auto limits = limits_for(setting.policy, nullptr, size);
    bool is_the_same = before && before->sha256 == sha256 && before->extension == extension;
    facts.type = is_the_same ? before->type : type_of(setting, limits, bytes, extension);
    facts.scans.push_back(
        ask_clamav(setting.workers, limits, bytes, setting.policy.limits.budget.bytes));
    facts.scans.push_back(ask_yara(setting.workers, limits, bytes));
    for (const auto& command : setting.policy.scanners.commands)
        facts.scans.push_back(ask_command(setting.workers, limits, command, bytes));
    return facts;
}

}
