// SPDX-License-Identifier: MIT
#include "policy/transfer/approval.h"

#include <algorithm>

namespace policy {

bool Actor::has(Role role) const
{
    return std::ranges::find(roles, role) != roles.end();
}

Result<void> check_actor(const Actor& actor)
{
    if (actor.account.empty() || actor.person.empty())
        return Error { "nobody is logged in" };
    if (actor.has(Role::Auditor) && actor.roles.size() > 1)
        return Error { "an auditor can have no other role" };
    return {};
}

bool shares_a_person(const Actor& a, const Actor& b)
{
    if (a.person == b.person)
        return true;
    auto is_behind = [](const std::string& person, const Actor& actor) {
        return !person.empty() && (person == actor.person || person == actor.deputy_for);
    };
    return is_behind(a.deputy_for, b) || is_behind(b.deputy_for, a);
}

static bool fills(const Actor& actor, const std::string& role)
{
    return role == "approver" || std::ranges::find(actor.offices, role) != actor.offices.end();
}

// Whether the roles from `position` on can each be given to another of the approvers. At most 8
// roles and few approvers: trying all is enough.
static bool can_assign(const ApprovalRoute& route, std::size_t position,
    const std::vector<Approval>& approvals, std::vector<bool>& used)
{
    if (position == route.roles.size())
        return true;
    for (std::size_t i = 0; i < approvals.size(); ++i) {
        if (used[i] || !fills(approvals[i].by, route.roles[position]))
            continue;
        used[i] = true;
        auto rest = can_assign(route, position + 1, approvals, used);
        used[i] = false;
        if (rest)
            return true;
    }
    return false;
}

bool is_complete(const ApprovalRoute& route, const std::vector<Approval>& approvals)
{
    if (approvals.empty() || approvals.size() < route.count)
        return false;
    std::vector<bool> used(approvals.size(), false);
    return can_assign(route, 0, approvals, used);
}

Result<void> may_approve(const ApprovalRoute& route, const Actor& submitter,
    const std::vector<Approval>& so_far, const Actor& actor)
{
    static constexpr std::size_t most = 16;
    TRY(check_actor(actor));
    if (!actor.has(Role::Approver))
        return Error { "only an approver can approve" };
    if (shares_a_person(actor, submitter))
        return Error { "whoever submitted a transfer cannot approve it, under no account and by no "
                       "deputy" };
    for (const auto& approval : so_far) {
        if (shares_a_person(actor, approval.by))
            return Error { "the same person has approved already" };
    }
    auto wanted = [&](const std::string& role) { return fills(actor, role); };
    if (std::ranges::none_of(route.roles, wanted))
        return Error { "this transfer is to be approved by another office" };
    if (so_far.size() >= most)
        return Error { "there are enough approvals" };
    return {};
}

}
