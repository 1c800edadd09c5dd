// SPDX-License-Identifier: MIT
#include "policy/transfer/grant.h"

#include "kiosk/core/base/day.h"
#include "policy/transfer/words.h"

#include <algorithm>

namespace policy {

static Result<void> check_deputy(const Policy& policy, const Grant& grant)
{
    if (grant.deputy.empty() || grant.deputy_for.empty() || grant.deputy == grant.deputy_for)
        return Error { "a deputy stands in for somebody else\n"
                       "代行者と本人には別のアカウントを指定してください。" };
    if (grant.offices.empty() || grant.offices.size() > 16)
        return Error { "a deputy fills 1 to 16 offices\n代行する役職を指定してください。" };
    for (const auto& office : grant.offices) {
        if (!office_named(policy.offices, office))
            return Error { "the policy has no such office\nポリシーにない役職です。" };
    }
    return {};
}

static Result<void> check_exception(const Policy& policy, const Grant& grant)
{
    if (grant.waives != "witness" && !office_named(policy.offices, grant.waives))
        return Error { "an exception waives an office or the witness\n"
                       "例外の対象は、ポリシーにある役職か立会い(witness)です。" };
    if (!grant.zone.empty() && std::ranges::find(policy.zones, grant.zone) == policy.zones.end())
        return Error { "the policy has no such zone\nポリシーにないゾーンです。" };
    return check_words("the compensating measure", grant.measure);
}

Result<void> check_grant(const Policy& policy, const Grant& grant)
{
    TRY(check_words("the reason", grant.reason));
    if (!base::is_day(grant.from) || !base::is_day(grant.until) || grant.until < grant.from)
        return Error { "it holds from one day to another, like 2026-11-30\n"
                       "開始日と終了日を 2026-11-30 のように指定してください。" };
    return grant.kind == Grant::Kind::Deputy ? check_deputy(policy, grant)
                                             : check_exception(policy, grant);
}

bool is_in_force(const Grant& grant, std::string_view today)
{
    return grant.state == Grant::State::Accepted && grant.from <= today && today <= grant.until;
}

ApprovalRoute with_exceptions(ApprovalRoute route, const std::vector<Grant>& grants,
    std::string_view today, TransferClass transfer_class, std::string_view zone, Label label)
{
    for (const auto& grant : grants) {
        if (grant.kind != Grant::Kind::Exception || !is_in_force(grant, today)
            || (grant.transfer_class && *grant.transfer_class != transfer_class)
            || (!grant.zone.empty() && grant.zone != zone)
            || !LabelBounds { { 1, 1, 1 }, grant.label }.hold(label))
            continue;
        if (grant.waives == "witness")
            route.witness = WitnessRule::None;
        for (auto* roles : { &route.roles, &route.unlock })
            std::ranges::replace(*roles, grant.waives, std::string("approver"));
    }
    return route;
}

}
