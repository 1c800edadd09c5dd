// SPDX-License-Identifier: MIT
// Accounts made, changed and listed.
#include "kiosk/broker/service/people.h"

#include "kiosk/broker/service/telling.h"
#include "kiosk/core/base/text.h"

#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static std::string short_name(const std::string& name)
{
    return base::cut(base::escaped(name), 100);
}

static Result<std::vector<policy::Role>> roles_named(
    const google::protobuf::RepeatedPtrField<std::string>& words)
{
    std::vector<policy::Role> roles;
    for (const auto& word : words) {
        auto role = policy::role_named(word);
        if (!role)
            return Error { "there is no role " + base::escaped(word)
                + "; roles are submitter, approver, auditor, administrator and witness" };
        roles.push_back(*role);
    }
    return roles;
}

static Result<std::vector<std::string>> offices_named(
    const policy::Policy& policy, const google::protobuf::RepeatedPtrField<std::string>& words)
{
    for (const auto& word : words) {
        if (!policy::office_named(policy.offices, word))
            return Error { "the policy has no office " + base::escaped(word)
                + "\nポリシーにない役職です。" };
    }
    return std::vector<std::string>(words.begin(), words.end());
}

// For the ledger: an account's powers are what an auditor asks for.
static json told_of(const std::vector<policy::Role>& roles, const std::vector<std::string>& offices)
{
    return { { "roles", words_of(roles) }, { "offices", offices } };
}

json told_of(const people::Details& details)
{
    json told = json::object();
    for (const auto& [name, value] :
        { std::pair("section", &details.section), std::pair("from", &details.from),
            std::pair("until", &details.until), std::pair("trained", &details.trained),
            std::pair("company", &details.company), std::pair("contract", &details.contract),
            std::pair("responsible", &details.responsible),
            std::pair("contract_until", &details.contract_until) })
        if (!value->empty())
            told[name] = short_name(*value);
    return told;
}

people::Details details_in(const api::Details& told)
{
    return { told.section(), told.from(), told.until(), told.trained(), told.company(),
        told.contract(), told.responsible(), told.contract_until() };
}

Reply People::change(const api::Credentials& credentials, const char* change,
    const std::string& name, const json& what,
    const std::function<Result<void>(people::Register&, const people::Principal&)>& apply)
{
    std::lock_guard lock(m_mutex);
    auto changed = [&]() -> Result<void> {
        if (!credentials.session().empty() && credentials.password().empty())
            return Error { "this wants the password anew, and the code\n"
                           "この操作には、パスワードとコードをもう一度入力してください。" };
        auto known = TRY(open());
        auto by = TRY(told(*known, known->authenticate(proof_in(credentials)), credentials));
        json entry { { "type", "account_change" }, { "change", change },
            { "account", short_name(name) }, { "by", by.account } };
        entry.update(what);
        Telling telling(m_station, entry);
        known->tell_first([&] { return telling.begin(); });
        TRY(telling.end(apply(*known, by)));
        // Whoever changes their own, in the session that it came with, goes on in it.
        if (credentials.session().empty() || credentials.account() != name)
            m_sessions.end_of(name);
        return {};
    }();
    if (!changed)
        return held(changed.error());
    return { Outcomes::Done, "account " + base::escaped(name) + ": " + change + " done", "", "" };
}

Reply People::add(const api::Credentials& credentials, const api::AddAccount& request)
{
    auto roles = roles_named(request.roles());
    if (!roles)
        return { Outcomes::Usage, roles.error().message, "", "" };
    auto offices = offices_named(m_station.policy(), request.offices());
    if (!offices)
        return { Outcomes::Usage, offices.error().message, "", "" };
    people::Account account { request.name(), request.person(), roles.take(), offices.take(),
        people::Account::State::Active, details_in(request.details()) };
    std::lock_guard lock(m_mutex);
    auto added = [&]() -> Result<void> {
        auto place = TRY(folder());
        json entry { { "type", "account_change" }, { "change", "add" }, { "account", account.name },
            { "person", account.person }, { "by", account.name } };
        entry.update(told_of(account.roles, account.offices));
        entry.update(told_of(account.details));
        if (!TRY(people::exists(place))) {
            if (account.roles != std::vector { policy::Role::Administrator }
                || !account.offices.empty())
                return Error { "the first account must be an administrator and nothing else" };
            Telling telling(m_station, entry);
            return telling.end(people::create_first(std::move(place), m_station.clock(),
                m_station.policy(), account.name, account.person, request.password(), {},
                [&] { return telling.begin(); }));
        }
        auto known = TRY(open());
        auto by = TRY(told(*known, known->authenticate(proof_in(credentials)), credentials));
        entry["by"] = by.account;
        Telling telling(m_station, entry);
        known->tell_first([&] { return telling.begin(); });
        return telling.end(known->add(by, account, request.password()));
    }();
    if (!added)
        return held(added.error());
    return { Outcomes::Done, "account " + account.name + " is there", "", "" };
}

static json to_json(
    const people::Register::Known& known, const policy::Policy& policy, const std::string& today)
{
    static constexpr const char* factors[] { "none", "begun", "totp" };
    const auto& account = known.account;
    const auto& details = account.details;
    auto holds = people::check_day(policy, account, today);
    auto keys = json::array();
    for (const auto& key : known.keys)
        keys.push_back({ { "name", key.name }, { "enrolled", time_or_null(key.enrolled) },
            { "copied", key.state == people::SecurityKey::State::Copied } });
    return { { "account", account.name }, { "person", account.person },
        { "roles", words_of(account.roles) }, { "offices", account.offices },
        { "powers", words_of(policy::powers_of(policy.offices, account.roles, account.offices)) },
        { "locked", account.state == people::Account::State::Locked },
        { "wait_seconds", known.wait.count() },
        { "not_today", holds ? json(nullptr) : json(holds.error().message) },
        { "second_factor", factors[static_cast<std::size_t>(known.second_factor)] },
        { "security_keys", keys }, { "last_login", time_or_null(known.last_login) },
        { "section", details.section }, { "from", details.from }, { "until", details.until },
        { "trained", details.trained }, { "company", details.company },
        { "contract", details.contract }, { "responsible", details.responsible },
        { "contract_until", details.contract_until } };
}

Reply People::list()
{
    std::lock_guard lock(m_mutex);
    auto known = open();
    if (!known)
        return held(known.error());
    auto shown = json::array();
    for (const auto& one : known.value()->list())
        shown.push_back(to_json(one, m_station.policy(), today()));
    return { Outcomes::Done, "", shown.dump(), "" };
}

Reply People::set_roles(const api::Credentials& credentials, const api::SetRoles& request)
{
    auto roles = roles_named(request.roles());
    if (!roles)
        return { Outcomes::Usage, roles.error().message, "", "" };
    auto offices = offices_named(m_station.policy(), request.offices());
    if (!offices)
        return { Outcomes::Usage, offices.error().message, "", "" };
    return change(credentials, "roles", request.name(), told_of(roles.value(), offices.value()),
        [&](people::Register& known, const people::Principal& by) {
            return known.set_roles(by, request.name(), roles.value(), offices.value());
        });
}

}
