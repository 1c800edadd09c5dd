// SPDX-License-Identifier: MIT
// Deputies and exceptions: asked for by one, accepted by another, recorded at each step.
#include "kiosk/broker/service/people.h"

#include "kiosk/core/base/day.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json, policy::Grant;

std::string People::today() const
{
    return base::day_of(m_station.now());
}

Result<policy::Ground> People::ground()
{
    std::lock_guard lock(m_mutex);
    return policy::Ground(m_station.policy(), TRY(m_grants.all()), m_station.now(), today());
}

// What the absent person no longer holds, their deputy does not hold either.
Result<policy::Actor> People::as_deputy(
    people::Register& known, const people::Principal& deputy, const std::string& absent)
{
    auto accounts = known.list();
    auto account = std::ranges::find_if(
        accounts, [&](const auto& one) { return one.account.name == absent; });
    policy::Actor actor { deputy.account, deputy.person, {}, {}, {} };
    for (const auto& grant : TRY(m_grants.all())) {
        if (account == accounts.end() || grant.kind != Grant::Kind::Deputy
            || grant.deputy != deputy.account || grant.deputy_for != absent
            || !policy::is_in_force(grant, today()))
            continue;
        actor.deputy_for = account->account.person;
        std::ranges::copy_if(
            grant.offices, std::back_inserter(actor.offices), [&](const auto& office) {
                return std::ranges::find(account->account.offices, office)
                    != account->account.offices.end();
            });
    }
    if (actor.offices.empty())
        return Error { "no deputy was accepted for this account today\n"
                       "このアカウントの代行は、今日は認められていません。" };
    if (std::ranges::find(deputy.roles, policy::Role::Approver) == deputy.roles.end())
        return Error { "a deputy must be an approver\n代行者は承認者である必要があります。" };
    actor.roles = { policy::Role::Approver };
    return actor;
}

static Result<Grant> grant_in(const api::AskGrant& asked)
{
    Grant grant;
    if (asked.kind() != "deputy" && asked.kind() != "exception")
        return Error { "a grant is for a deputy or an exception\n"
                       "申請の種類は代行(deputy)か例外(exception)です。" };
    grant.kind = asked.kind() == "deputy" ? Grant::Kind::Deputy : Grant::Kind::Exception;
    grant.from = asked.from();
    grant.until = asked.until();
    grant.reason = asked.reason();
    grant.deputy = asked.deputy();
    grant.deputy_for = asked.deputy_for();
    grant.offices = { asked.offices().begin(), asked.offices().end() };
    grant.waives = asked.waives();
    grant.measure = asked.measure();
    grant.zone = asked.zone();
    if (grant.kind == Grant::Kind::Exception && asked.label().empty())
        return Error { "an exception names the highest label that it holds for, such as C2,I2,A1 "
                       "(--label)\n例外には、対象とする情報の分類の上限を指定してください。" };
    if (!asked.label().empty())
        grant.label = TRY(policy::parse_label(asked.label()));
    if (!asked.transfer_class().empty()) {
        grant.transfer_class = policy::transfer_class_named(asked.transfer_class());
        if (!grant.transfer_class)
            return Error { "there is no such class of transfers\nその区分はありません。" };
    }
    return grant;
}

Result<void> People::tell_grant(
    const char* change, const Grant& grant, const policy::Actor& by, const std::string& reason)
{
    auto entry = to_json(grant);
    entry.erase("state");
    entry.erase("id");
    entry.update(
        { { "type", "grant" }, { "change", change }, { "grant", grant.id }, { "by", by.account },
            { "person", by.person }, { "deputy_of", by.deputy_for }, { "note", reason } });
    TRY(m_station.record(entry));
    return {};
}

Result<Grant> People::ask_grant(const api::Credentials& credentials, const api::AskGrant& asked)
{
    auto by = TRY(prove(credentials));
    TRY(policy::check_actor(by));
    if (!by.has(policy::Role::Approver) && !by.has(policy::Role::Administrator))
        return Error { "only an approver or administrator can ask for this\n"
                       "申請できるのは承認者か管理者だけです。" };
    auto grant = TRY(grant_in(asked));
    if (grant.from.empty())
        grant.from = today();
    TRY(policy::check_grant(m_station.policy(), grant));
    if (grant.until < today())
        return Error { "it would have ended already\n終了日が過ぎています。" };
    if (m_station.policy().people.grants_accepted_by.empty())
        return Error { "the policy names nobody who could accept it\n"
                       "ポリシーに許可する役職がありません。" };
    grant.asked_by = by.person;
    std::lock_guard lock(m_mutex);
    grant = TRY(m_grants.add(std::move(grant)));
    TRY(tell_grant("ask", grant, by, {}));
    return grant;
}

// In the ledger first: what counts has an entry.
Result<Grant> People::accept_grant(const api::Credentials& credentials, const std::string& id)
{
    auto by = TRY(prove(credentials));
    TRY(policy::check_actor(by));
    std::lock_guard lock(m_mutex);
    auto grant = TRY(m_grants.find(id));
    if (grant.state != Grant::State::Asked || grant.until < today())
        return Error { "there is nothing to accept\n許可待ちの申請ではありません。" };
    if (!by.holds_any(m_station.policy().people.grants_accepted_by))
        return Error { "this is to be accepted by another office\nこの許可は別の役職が行います。" };
    auto takes_part
        = [&](const std::string& person) { return person == by.person || person == by.deputy_for; };
    auto known = TRY(open());
    for (const auto& one : known->list()) {
        if (one.account.name == grant.deputy && takes_part(one.account.person))
            return Error { "nobody accepts their own deputyship\n自分の代行は許可できません。" };
    }
    if (takes_part(grant.asked_by))
        return Error { "nobody accepts what they have asked for\n"
                       "自分の申請は許可できません。" };
    TRY(policy::check_grant(m_station.policy(), grant));
    grant.state = Grant::State::Accepted;
    grant.accepted_by = by.person;
    TRY(tell_grant("accept", grant, by, {}));
    TRY(m_grants.replace(grant));
    return grant;
}

Result<Grant> People::withdraw_grant(
    const api::Credentials& credentials, const api::WithdrawGrant& request)
{
    auto by = TRY(prove(credentials));
    TRY(policy::check_actor(by));
    std::lock_guard lock(m_mutex);
    auto grant = TRY(m_grants.find(request.id()));
    if (by.person != grant.asked_by && !by.has(policy::Role::Administrator)
        && !by.holds_any(m_station.policy().people.grants_accepted_by))
        return Error { "only who asked for it, who accepts such or an administrator can withdraw "
                       "it\n取り消せるのは申請者、許可する役職、管理者だけです。" };
    if (grant.state == Grant::State::Withdrawn)
        return Error { "it is withdrawn already\nすでに取り消されています。" };
    grant.state = Grant::State::Withdrawn;
    TRY(tell_grant("withdraw", grant, by, base::cut(base::escaped(request.reason()), 1000)));
    TRY(m_grants.replace(grant));
    return grant;
}

Reply People::list_grants()
{
    std::lock_guard lock(m_mutex);
    auto grants = m_grants.all();
    if (!grants)
        return held(grants.error());
    auto shown = json::array();
    for (const auto& grant : grants.value()) {
        auto one = to_json(grant);
        one["in_force"] = policy::is_in_force(grant, today());
        one["expired"] = grant.until < today();
        shown.push_back(std::move(one));
    }
    return { Outcomes::Done, "", shown.dump(), "" };
}

std::optional<Reply> People::serve_grants(const api::Request& request)
{
    auto told = [](const Result<Grant>& grant, const char* done) {
        return grant ? Reply { Outcomes::Done, grant.value().id + " is " + done,
            to_json(grant.value()).dump(), "" }
                     : held(grant.error());
    };
    const auto& who = request.who();
    switch (request.what_case()) {
    case api::Request::kAskGrant: return told(ask_grant(who, request.ask_grant()), "asked for");
    case api::Request::kAcceptGrant:
        return told(accept_grant(who, request.accept_grant().id()), "accepted");
    case api::Request::kWithdrawGrant:
        return told(withdraw_grant(who, request.withdraw_grant()), "withdrawn");
    case api::Request::kListGrants: return list_grants();
    default: return std::nullopt;
    }
}

}
