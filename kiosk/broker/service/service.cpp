// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/selftest/selftest.h"
#include "kiosk/core/base/text.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static Reply failed(Outcomes outcome, const Error& error)
{
    return { outcome, error.message, "", "" };
}

std::int64_t Service::now() const
{
    return std::chrono::duration_cast<std::chrono::seconds>(
        m_station.clock().now().time_since_epoch())
        .count();
}

Result<std::unique_ptr<people::Register>> Service::people()
{
    base::Descriptor folder(
        open(m_station.folder("people").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return base::system_error("people");
    return people::Register::open(std::move(folder), m_station.clock());
}

Result<policy::Actor> Service::who(const api::Credentials& credentials)
{
    auto known = TRY(people());
    auto principal = known->authenticate(credentials.account(), credentials.password());
    if (!principal) {
        TRY(m_station.record({ { "type", "login_fail" },
            { "account", base::escaped(credentials.account()).substr(0, 100) } }));
        return principal.error();
    }
    return people::actor_of(principal.value());
}

Reply Service::serve(const api::Request& request, const Emit& emit, std::stop_token stop)
{
    std::lock_guard lock(m_mutex);
    m_stop = std::move(stop);
    switch (request.what_case()) {
    case api::Request::kSanitize: return sanitize(request.sanitize(), emit);
    case api::Request::kSubmit: return submit(request.who(), request.submit(), emit);
    case api::Request::kStatus: return status(request.status().transfer());
    case api::Request::kList: return list();
    case api::Request::kApprove: return approve(request.who(), request.approve());
    case api::Request::kReject: return reject(request.who(), request.reject());
    case api::Request::kRelease: return release(request.who(), request.release(), emit);
    case api::Request::kAddAccount: return add_account(request.who(), request.add_account());
    case api::Request::kListAccounts: return list_accounts();
    case api::Request::kLockAccount:
        return lock_account(request.who(), request.lock_account().name());
    case api::Request::kSelfTest: return self_test(emit);
    case api::Request::kShowDefinitions: return definitions();
    case api::Request::kLedger: return ledger(request.who(), request.ledger());
    case api::Request::kCancel:
    case api::Request::WHAT_NOT_SET: break;
    }
    return { Outcomes::Usage, "not a request", "", "" };
}

Reply Service::status(const std::string& id)
{
    auto transfer = m_transfers.load(id);
    if (!transfer)
        return failed(Outcomes::Usage, transfer.error());
    const auto& record = transfer.value().record;
    auto shown = json { { "transfer", id }, { "state", policy::word(record.state) },
        { "class", policy::word(record.transfer_class) }, { "zone", record.zone },
        { "label", policy::to_text(record.label) }, { "purpose", base::escaped(record.purpose) },
        { "submitter", record.submitter.account }, { "manifest_sha256", record.manifest },
        { "approvals", record.approvals.size() }, { "reason", record.reason } };
    auto report = m_transfers.folder_of(id) + "/report.json";
    bool has_report = access(report.c_str(), R_OK) == 0;
    return { Outcomes::Done, "", shown.dump(), has_report ? report : "" };
}

Reply Service::list()
{
    auto shown = json::array();
    for (const auto& id : m_transfers.ids()) {
        auto transfer = m_transfers.load(id);
        if (!transfer) {
            shown.push_back({ { "transfer", id }, { "state", "damaged" } });
            continue;
        }
        const auto& record = transfer.value().record;
        shown.push_back({ { "transfer", id }, { "state", policy::word(record.state) },
            { "zone", record.zone }, { "submitter", record.submitter.account },
            { "purpose", base::escaped(record.purpose) },
            { "label", policy::to_text(record.label) } });
    }
    return { Outcomes::Done, "", shown.dump(), "" };
}

Reply Service::add_account(const api::Credentials& credentials, const api::AddAccount& request)
{
    people::Account account { request.name(), request.person(), {},
        { request.offices().begin(), request.offices().end() }, people::Account::State::Active };
    for (const auto& word : request.roles()) {
        auto role = policy::role_named(word);
        if (!role)
            return { Outcomes::Usage, "not a role: " + base::escaped(word), "", "" };
        account.roles.push_back(*role);
    }
    auto added = [&]() -> Result<void> {
        base::Descriptor folder(
            open(m_station.folder("people").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder)
            return base::system_error("people");
        if (!TRY(people::exists(folder))) {
            if (account.roles != std::vector { policy::Role::Administrator })
                return Error { "the first account must be an administrator and nothing else" };
            TRY(people::create_first(std::move(folder), m_station.clock(), account.name,
                account.person, request.password()));
        } else {
            auto known = TRY(people());
            auto by = TRY(known->authenticate(credentials.account(), credentials.password()));
            TRY(known->add(by, account, request.password()));
        }
        TRY(m_station.record(
            { { "type", "account_change" }, { "change", "add" }, { "account", account.name },
                { "person", account.person }, { "by", credentials.account() } }));
        return {};
    }();
    if (!added)
        return failed(Outcomes::Held, added.error());
    return { Outcomes::Done, "account " + account.name + " is there", "", "" };
}

Reply Service::list_accounts()
{
    auto known = people();
    if (!known)
        return failed(Outcomes::Held, known.error());
    auto shown = json::array();
    for (const auto& account : known.value()->list()) {
        auto roles = json::array();
        for (auto role : account.roles)
            roles.push_back(policy::word(role));
        shown.push_back({ { "account", account.name }, { "person", account.person },
            { "roles", roles }, { "locked", account.state == people::Account::State::Locked } });
    }
    return { Outcomes::Done, "", shown.dump(), "" };
}

Reply Service::lock_account(const api::Credentials& credentials, const std::string& name)
{
    auto locked = [&]() -> Result<void> {
        auto known = TRY(people());
        auto by = TRY(known->authenticate(credentials.account(), credentials.password()));
        TRY(known->lock(by, name));
        TRY(m_station.record({ { "type", "account_change" }, { "change", "lock" },
            { "account", base::escaped(name) }, { "by", credentials.account() } }));
        return {};
    }();
    if (!locked)
        return failed(Outcomes::Held, locked.error());
    return { Outcomes::Done, "account " + base::escaped(name) + " is locked", "", "" };
}

Reply Service::self_test(const Emit&)
{
    auto result = run_self_test(m_station);
    if (!result)
        return failed(Outcomes::Failed, result.error());
    auto shown = json::array();
    for (const auto& check : result.value())
        shown.push_back({ { "sample", check.sample }, { "expected", check.expected },
            { "got", check.got }, { "good", check.good } });
    bool good = std::ranges::all_of(result.value(), &SelfCheck::good);
    return { good ? Outcomes::Done : Outcomes::Failed,
        good ? "the station does what it must"
             : "the self-test failed: this station must not be used",
        shown.dump(), "" };
}

Reply Service::definitions()
{
    auto ailments = json::array();
    for (const auto& reason : m_station.ailments())
        ailments.push_back(policy::to_line(reason));
    json shown { { "engines", to_json(m_station.engines()) }, { "ailments", ailments } };
    return { ailments.empty() ? Outcomes::Done : Outcomes::Held, "", shown.dump(), "" };
}

}
