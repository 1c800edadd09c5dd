// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/signatures.h"

#include "kiosk/broker/ask/signature.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/core/base/clock.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static constexpr std::size_t most_recorded = 8; // The report has the others, too.

void look_at_signatures(
    const RoadSetting& setting, const base::Descriptor& bytes, policy::FileFacts& facts)
{
    const auto& type = facts.type;
    if (!can_verify_signatures(type.by_structure)
        || std::ranges::find(type.holds, "signature", &policy::Holding::what) == type.holds.end())
        return;
    auto limits = limits_for(setting.policy, nullptr, facts.size);
    auto all
        = ask_signatures(setting.workers, limits, bytes, type.by_structure, setting.context.now);
    if (all)
        facts.signatures = { policy::SignaturesState::Told, all.take(), {} };
    else
        facts.signatures = { policy::SignaturesState::NoAnswer, {}, all.error().message };
}

void tell_unverified(std::vector<Removed>& removed)
{
    for (auto& one : removed) {
        if (one.what == "signature")
            one.what = "unverified-signature";
    }
}

static json facts_of(const policy::Signature& one)
{
    auto time = std::chrono::system_clock::time_point(std::chrono::seconds(one.signed_at));
    return {
        { "kind", policy::word(one.kind) },
        { "result", policy::word(one.result) },
        { "covers", policy::word(one.covers) },
        { "signer", base::escaped(one.signer) },
        { "issuer", base::escaped(one.issuer) },
        { "serial", one.serial },
        { "signed_at", one.signed_at == 0 ? "" : base::to_utc_text(time) },
        { "time", policy::word(one.time) },
        { "detail", one.detail },
    };
}

json signatures_of(const FileReport& report)
{
    auto all = json::array();
    for (const auto& one : report.signatures) {
        all.push_back(facts_of(one));
        all.back()["en"] = policy::english(one);
        all.back()["ja"] = policy::japanese(one);
    }
    return all;
}

// Those that hold come first: nobody's name goes missing behind junk.
json for_the_record(const std::vector<policy::Signature>& signatures)
{
    auto sorted = signatures;
    std::ranges::stable_sort(sorted, {}, &policy::Signature::result);
    auto all = json::array();
    for (const auto& one : sorted) {
        if (all.size() == most_recorded)
            break;
        all.push_back(facts_of(one));
    }
    return all;
}

}
