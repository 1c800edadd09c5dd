// SPDX-License-Identifier: MIT
#include "policy/transfer/approval.h"

#include <algorithm>
#include <array>

namespace policy {

bool Actor::has(Role role) const
{
    return std::ranges::find(roles, role) != roles.end();
}

bool Actor::holds_any(const std::vector<std::string>& offices_wanted) const
{
    return std::ranges::any_of(offices_wanted,
        [&](const auto& one) { return std::ranges::find(offices, one) != offices.end(); });
}

Result<void> check_actor(const Actor& actor)
{
    if (actor.account.empty() || actor.person.empty())
        return Error { "nobody is logged in\nログインしていません。" };
    if (actor.has(Role::Auditor) && actor.roles.size() > 1)
        return Error { "an auditor can have no other role\n監査者はほかの役割を兼ねられません。" };
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

static constexpr std::array<std::string_view, 4> consent_words { "content", "unlock", "witness",
    "break-glass" };

std::string_view word(Consent consent)
{
    return consent_words.at(static_cast<std::size_t>(consent));
}

std::optional<Consent> consent_named(std::string_view name)
{
    auto found = std::ranges::find(consent_words, name);
    if (found == consent_words.end())
        return std::nullopt;
    return static_cast<Consent>(found - consent_words.begin());
}

Role role_for(Consent consent)
{
    return consent == Consent::Witness ? Role::Witness : Role::Approver;
}

using Persons = std::vector<const Actor*>;

static Persons who_consented(const std::vector<Approval>& approvals, Consent consent)
{
    Persons persons;
    for (const auto& approval : approvals) {
        if (approval.consent == consent)
            persons.push_back(&approval.by);
    }
    return persons;
}

// Whether the roles from `position` on can each be given to another of the persons. At most 8
// roles and few persons: trying all is enough.
static bool can_assign(const std::vector<std::string>& roles, std::size_t position,
    const Persons& persons, std::vector<bool>& used)
{
    if (position == roles.size())
        return true;
    for (std::size_t i = 0; i < persons.size(); ++i) {
        if (used[i] || !fills(*persons[i], roles[position]))
            continue;
        used[i] = true;
        auto rest = can_assign(roles, position + 1, persons, used);
        used[i] = false;
        if (rest)
            return true;
    }
    return false;
}

static bool fill_all(const std::vector<std::string>& roles, const Persons& persons)
{
    std::vector<bool> used(persons.size(), false);
    return can_assign(roles, 0, persons, used);
}

static bool fill_in_order(const std::vector<std::string>& roles, const Persons& persons)
{
    if (persons.size() < roles.size())
        return false;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if (!fills(*persons[i], roles[i]))
            return false;
    }
    return true;
}

bool has_run_out(const ApprovalRoute& route, const Approval& approval, std::int64_t now)
{
    // A clock that was set back makes no unlock last longer.
    return approval.consent == Consent::Unlock
        && (now < approval.at || now - approval.at > route.unlock_holds.count());
}

static std::vector<Approval> still_good(
    const ApprovalRoute& route, const std::vector<Approval>& approvals, std::int64_t now)
{
    std::vector<Approval> good;
    for (const auto& approval : approvals) {
        if (!has_run_out(route, approval, now))
            good.push_back(approval);
    }
    return good;
}

bool is_complete(
    const ApprovalRoute& route, const std::vector<Approval>& approvals, std::int64_t now)
{
    auto good = still_good(route, approvals, now);
    auto content = who_consented(good, Consent::Content);
    if (content.empty() || content.size() < route.count)
        return false;
    auto agreed = route.order == Order::Listed ? fill_in_order(route.roles, content)
                                               : fill_all(route.roles, content);
    auto witnessed
        = route.witness == WitnessRule::None || !who_consented(good, Consent::Witness).empty();
    return agreed && witnessed && fill_all(route.unlock, who_consented(good, Consent::Unlock));
}

static Result<void> may_agree(
    const ApprovalRoute& route, const std::vector<Approval>& so_far, const Actor& actor)
{
    auto place = who_consented(so_far, Consent::Content).size();
    if (route.order == Order::Listed && place < route.roles.size()) {
        if (fills(actor, route.roles[place]))
            return {};
        return Error { "it is another office's turn: " + route.roles[place]
            + "\n承認の順番です。先に承認する役職: " + route.roles[place] };
    }
    auto wanted = [&](const std::string& role) { return fills(actor, role); };
    if (std::ranges::none_of(route.roles, wanted))
        return Error { "this transfer is to be approved by another office\n"
                       "この申請は別の役職が承認します。" };
    return {};
}

static Result<void> may_unlock(
    const ApprovalRoute& route, const std::vector<Approval>& so_far, const Actor& actor)
{
    auto wanted = [&](const std::string& role) { return fills(actor, role); };
    if (route.unlock.empty() || fill_all(route.unlock, who_consented(so_far, Consent::Unlock)))
        return Error { "there is nothing to unlock\n解除の対象はありません。" };
    if (std::ranges::none_of(route.unlock, wanted))
        return Error { "this is to be unlocked by another office\n"
                       "この解除は別の役職が行います。" };
    return {};
}

Result<void> may_approve(const ApprovalRoute& route, const Actor& submitter,
    const std::vector<Approval>& approvals, const Actor& actor, Consent consent, std::int64_t now)
{
    static constexpr std::size_t most = 16;
    TRY(check_actor(actor));
    if (!actor.has(role_for(consent)))
        return Error { consent == Consent::Witness
                ? "only a witness can witness this\n立会人だけが立ち会えます。"
                : "only an approver can approve\n承認できるのは承認者だけです。" };
    if (shares_a_person(actor, submitter))
        return Error { "whoever submitted a transfer cannot approve it, under no account and by no "
                       "deputy\n申請した本人は、別のアカウントや代行でも承認できません。" };
    auto so_far = still_good(route, approvals, now);
    for (const auto& approval : so_far) {
        if (shares_a_person(actor, approval.by))
            return Error { "the same person has approved already\n同じ人がすでに承認しています。" };
    }
    if (so_far.size() >= most)
        return Error { "there are enough approvals\n承認はすでに足りています。" };
    switch (consent) {
    case Consent::Content: return may_agree(route, so_far, actor);
    case Consent::Unlock: return may_unlock(route, so_far, actor);
    case Consent::Witness:
        if (route.witness == WitnessRule::None || !who_consented(so_far, Consent::Witness).empty())
            return Error { "no witness is wanted here\n立会いは不要です。" };
        return {};
    case Consent::BreakGlass: break;
    }
    return {};
}

}
