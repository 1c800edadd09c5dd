// SPDX-License-Identifier: MIT
// Accounts: who there is, what they may do, and every change of it in the ledger.
#include "kiosk/broker/service/service.h"

#include "kiosk/core/base/text.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static Result<base::Descriptor> people_folder(const Station& station)
{
    base::Descriptor folder(
        open(station.folder("people").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return base::system_error("people");
    return folder;
}

Result<std::unique_ptr<people::Register>> Service::people()
{
    auto folder = TRY(people_folder(m_station));
    if (!TRY(people::exists(folder)))
        return Error { "there are no accounts yet; begin with `sekisho account add NAME --role "
                       "administrator`" };
    return people::Register::open(std::move(folder), m_station.clock());
}

Result<void> Service::without_people()
{
    std::lock_guard lock(m_people);
    if (TRY(people::exists(TRY(people_folder(m_station)))))
        return Error { "this station has accounts, so somebody submits and somebody else approves; "
                       "please use `sekisho submit`" };
    return {};
}

Result<people::Principal> Service::authenticate(
    people::Register& known, const api::Credentials& credentials)
{
    auto principal = known.authenticate(credentials.account(), credentials.password());
    if (!principal)
        TRY(m_station.record({ { "type", "login_fail" },
            { "account", base::escaped(credentials.account()).substr(0, 100) } }));
    return principal;
}

Result<policy::Actor> Service::who(const api::Credentials& credentials)
{
    std::lock_guard lock(m_people);
    auto known = TRY(people());
    return people::actor_of(TRY(authenticate(*known, credentials)));
}

Result<policy::Actor> Service::administrator(const api::Credentials& credentials)
{
    auto actor = TRY(who(credentials));
    TRY(policy::check_actor(actor));
    if (!actor.has(policy::Role::Administrator))
        return Error { "only an administrator may do this" };
    return actor;
}

static Result<std::vector<policy::Role>> roles_named(
    const google::protobuf::RepeatedPtrField<std::string>& words)
{
    std::vector<policy::Role> roles;
    for (const auto& word : words) {
        auto role = policy::role_named(word);
        if (!role)
            return Error { "there is no role " + base::escaped(word)
                + "; roles are submitter, approver, auditor and administrator" };
        roles.push_back(*role);
    }
    return roles;
}

Reply Service::change_account(const api::Credentials& credentials, const char* change,
    const std::string& name,
    const std::function<Result<void>(people::Register&, const people::Principal&)>& apply)
{
    std::lock_guard lock(m_people);
    auto changed = [&]() -> Result<void> {
        auto known = TRY(people());
        auto by = TRY(authenticate(*known, credentials));
        TRY(apply(*known, by));
        TRY(m_station.record({ { "type", "account_change" }, { "change", change },
            { "account", base::escaped(name).substr(0, 100) }, { "by", by.account } }));
        return {};
    }();
    if (!changed)
        return held(changed.error());
    return { Outcomes::Done, "account " + base::escaped(name) + ": " + change + " done", "", "" };
}

Reply Service::add_account(const api::Credentials& credentials, const api::AddAccount& request)
{
    auto roles = roles_named(request.roles());
    if (!roles)
        return { Outcomes::Usage, roles.error().message, "", "" };
    people::Account account { request.name(), request.person(), roles.take(),
        { request.offices().begin(), request.offices().end() }, people::Account::State::Active };
    std::lock_guard lock(m_people);
    auto added = [&]() -> Result<void> {
        auto folder = TRY(people_folder(m_station));
        std::string by = account.name;
        if (!TRY(people::exists(folder))) {
            if (account.roles != std::vector { policy::Role::Administrator })
                return Error { "the first account must be an administrator and nothing else" };
            TRY(people::create_first(std::move(folder), m_station.clock(), account.name,
                account.person, request.password()));
        } else {
            auto known = TRY(people());
            auto administrator = TRY(authenticate(*known, credentials));
            by = administrator.account;
            TRY(known->add(administrator, account, request.password()));
        }
        TRY(m_station.record({ { "type", "account_change" }, { "change", "add" },
            { "account", account.name }, { "person", account.person }, { "by", by } }));
        return {};
    }();
    if (!added)
        return held(added.error());
    return { Outcomes::Done, "account " + account.name + " is there", "", "" };
}

Reply Service::list_accounts()
{
    std::lock_guard lock(m_people);
    auto known = people();
    if (!known)
        return held(known.error());
    auto shown = json::array();
    for (const auto& account : known.value()->list()) {
        auto roles = json::array();
        for (auto role : account.roles)
            roles.push_back(policy::word(role));
        shown.push_back({ { "account", account.name }, { "person", account.person },
            { "roles", roles }, { "offices", account.offices },
            { "locked", account.state == people::Account::State::Locked },
            { "wait_seconds", known.value()->wait_for(account.name).count() } });
    }
    return { Outcomes::Done, "", shown.dump(), "" };
}

Reply Service::lock_account(const api::Credentials& credentials, const std::string& name)
{
    return change_account(credentials, "lock", name,
        [&](people::Register& known, const people::Principal& by) { return known.lock(by, name); });
}

Reply Service::unlock_account(const api::Credentials& credentials, const std::string& name)
{
    return change_account(
        credentials, "unlock", name, [&](people::Register& known, const people::Principal& by) {
            return known.unlock(by, name);
        });
}

Reply Service::set_password(const api::Credentials& credentials, const api::SetPassword& request)
{
    return change_account(credentials, "password", request.name(),
        [&](people::Register& known, const people::Principal& by) {
            return known.set_password(by, request.name(), request.password());
        });
}

Reply Service::set_roles(const api::Credentials& credentials, const api::SetRoles& request)
{
    auto roles = roles_named(request.roles());
    if (!roles)
        return { Outcomes::Usage, roles.error().message, "", "" };
    return change_account(credentials, "roles", request.name(),
        [&](people::Register& known, const people::Principal& by) {
            return known.set_roles(by, request.name(), roles.value(),
                { request.offices().begin(), request.offices().end() });
        });
}

}
