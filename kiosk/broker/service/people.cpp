// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/people.h"

#include "kiosk/core/base/text.h"
#include "kiosk/people/totp.h"

#include <algorithm>
#include <fcntl.h>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static Result<base::Descriptor> people_folder(const Station& station)
{
    base::Descriptor folder(
        ::open(station.folder("people").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return base::system_error("people");
    return folder;
}

static std::string short_name(const std::string& name)
{
    return base::cut(base::escaped(name), 100);
}

static people::Proof proof_in(const api::Credentials& credentials)
{
    return { credentials.account(), credentials.password(), credentials.code() };
}

Result<std::unique_ptr<people::Register>> People::open()
{
    auto folder = TRY(people_folder(m_station));
    if (!TRY(people::exists(folder)))
        return Error { "there are no accounts yet; begin with `sekisho account add NAME --role "
                       "administrator`" };
    return people::Register::open(std::move(folder), m_station.clock(), m_station.policy());
}

Result<void> People::none()
{
    std::lock_guard lock(m_mutex);
    if (TRY(people::exists(TRY(people_folder(m_station)))))
        return Error { "this station has accounts, so somebody submits and somebody else approves; "
                       "please use `sekisho submit`" };
    return {};
}

bool People::are_there()
{
    std::lock_guard lock(m_mutex);
    auto folder = people_folder(m_station);
    auto found = folder ? people::exists(folder.value()) : Result<bool>(folder.error());
    return !found || found.value();
}

template <typename Value>
Result<Value> People::told(
    const people::Register& known, Result<Value> answer, const api::Credentials& credentials)
{
    auto accounts = known.list();
    bool is_known = std::ranges::any_of(
        accounts, [&](const auto& one) { return one.account.name == credentials.account(); });
    // What is no account may be a password in the wrong place, and the ledger forgets nothing.
    if (!answer)
        TRY(m_station.record({ { "type", "login_fail" },
            { "account", is_known ? credentials.account() : "unknown" },
            { "reason", answer.error().message.substr(0, answer.error().message.find('\n')) } }));
    return answer;
}

Result<void> People::begin_request(const api::Credentials& credentials, Caller caller)
{
    if (credentials.session().empty())
        return {};
    std::lock_guard lock(m_mutex);
    auto account = TRY(m_sessions.account_of(credentials.session(), caller.user));
    if (!credentials.account().empty() && credentials.account() != account)
        return Error { "the session is another account's\n"
                       "このセッションは別のアカウントのものです。" };
    auto known = TRY(open());
    auto vouched = known->vouch(account);
    if (!vouched) {
        m_sessions.end_of(account);
        return vouched.error();
    }
    m_sessions.begin_use(credentials.session(), caller.user);
    return {};
}

void People::end_request(const api::Credentials& credentials, Caller caller)
{
    std::lock_guard lock(m_mutex);
    m_sessions.end_use(credentials.session(), caller.user);
}

Result<policy::Actor> People::prove(const api::Credentials& credentials)
{
    std::lock_guard lock(m_mutex);
    if (!credentials.session().empty() && credentials.password().empty())
        return Error { "this wants the password anew, and the code\n"
                       "この操作には、パスワードとコードをもう一度入力してください。" };
    auto known = TRY(open());
    auto who = TRY(told(*known, known->authenticate(proof_in(credentials)), credentials));
    if (!credentials.deputy_for().empty())
        return as_deputy(*known, who, credentials.deputy_for());
    return people::actor_of(who);
}

Result<policy::Actor> People::present(const api::Credentials& credentials, Caller caller)
{
    if (!credentials.deputy_for().empty())
        return Error { "a deputy decides, and does nothing else in somebody's stead\n"
                       "代行者ができるのは承認などの判断だけです。" };
    if (credentials.session().empty())
        return prove(credentials);
    std::lock_guard lock(m_mutex);
    auto account = TRY(m_sessions.account_of(credentials.session(), caller.user));
    auto known = TRY(open());
    return people::actor_of(TRY(known->vouch(account)));
}

Result<policy::Actor> People::still(const std::string& account, const std::string& deputy_for)
{
    std::lock_guard lock(m_mutex);
    auto known = TRY(open());
    auto who = TRY(known->vouch(account));
    if (!deputy_for.empty())
        return as_deputy(*known, who, deputy_for);
    return people::actor_of(who);
}

static json words_of(const std::vector<policy::Role>& roles)
{
    auto words = json::array();
    for (auto role : roles)
        words.push_back(policy::word(role));
    return words;
}

static json time_or_null(std::int64_t seconds)
{
    using Time = std::chrono::system_clock::time_point;
    return seconds == 0 ? json(nullptr)
                        : json(base::to_utc_text(Time(std::chrono::seconds(seconds))));
}

Reply People::login(const api::Credentials& credentials, Caller caller)
{
    std::lock_guard lock(m_mutex);
    auto done = [&]() -> Result<Reply> {
        auto known = TRY(open());
        auto in = TRY(told(*known, known->log_in(proof_in(credentials)), credentials));
        TRY(m_station.record({ { "type", "login_ok" }, { "account", in.who.account },
            { "person", in.who.person } }));
        auto must_enrol = in.standing == people::LoggedIn::Standing::MustEnrol;
        json told { { "account", in.who.account }, { "person", in.who.person },
            { "section", in.section }, { "roles", words_of(in.who.roles) },
            { "offices", in.who.offices }, { "last_login", time_or_null(in.last_login) },
            { "failures_since", in.failures }, { "must_enrol", must_enrol } };
        if (must_enrol)
            return Reply { Outcomes::Held,
                "a second factor must be enrolled first (`sekisho account enrol`)\n"
                "先に二要素目の認証を登録してください。",
                told.dump(), "" };
        told["session"] = m_sessions.begin(in.who.account, caller.user);
        told["idle_seconds"] = m_station.policy().people.session_idle.count();
        return Reply { Outcomes::Done, "", told.dump(), "" };
    }();
    return done ? done.take() : held(done.error());
}

Reply People::logout(const api::Credentials& credentials, Caller caller)
{
    std::lock_guard lock(m_mutex);
    auto account = m_sessions.account_of(credentials.session(), caller.user);
    if (!account)
        return held(account.error());
    m_sessions.end_of(account.value());
    auto told = m_station.record({ { "type", "logout" }, { "account", account.value() } });
    return told ? Reply { Outcomes::Done, "logged out", "", "" } : held(told.error());
}

Reply People::enrol(const api::Credentials& credentials, const std::string& code)
{
    std::lock_guard lock(m_mutex);
    auto done = [&]() -> Result<Reply> {
        auto known = TRY(open());
        auto proof = proof_in(credentials);
        if (code.empty()) {
            auto secret = TRY(told(*known, known->begin_enrolment(proof), credentials));
            json shown { { "secret", people::to_base32(secret) },
                { "uri",
                    people::otpauth_uri(
                        m_station.policy().station_name, credentials.account(), secret) } };
            return Reply { Outcomes::Done,
                "this is shown once; it counts when a code of it has confirmed it\n"
                "この秘密鍵は一度だけ表示されます。コードで確認すると有効になります。",
                shown.dump(), "" };
        }
        auto who = TRY(told(*known, known->confirm_enrolment(proof, code), credentials));
        TRY(m_station.record({ { "type", "account_change" }, { "change", "enrol" },
            { "account", who.account }, { "second_factor", "totp" }, { "by", who.account } }));
        return Reply { Outcomes::Done,
            "the second factor counts from now on\n二要素目の認証を登録しました。", "", "" };
    }();
    return done ? done.take() : held(done.error());
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

static people::Details details_in(const api::Details& told)
{
    return { told.section(), told.from(), told.until(), told.trained(), told.company(),
        told.contract(), told.responsible(), told.contract_until() };
}

Reply People::change(const api::Credentials& credentials, const char* change,
    const std::string& name,
    const std::function<Result<void>(people::Register&, const people::Principal&)>& apply)
{
    std::lock_guard lock(m_mutex);
    auto changed = [&]() -> Result<void> {
        if (!credentials.session().empty() && credentials.password().empty())
            return Error { "this wants the password anew, and the code\n"
                           "この操作には、パスワードとコードをもう一度入力してください。" };
        auto known = TRY(open());
        auto by = TRY(told(*known, known->authenticate(proof_in(credentials)), credentials));
        TRY(apply(*known, by));
        m_sessions.end_of(name);
        TRY(m_station.record({ { "type", "account_change" }, { "change", change },
            { "account", short_name(name) }, { "by", by.account } }));
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
        auto folder = TRY(people_folder(m_station));
        std::string by = account.name;
        if (!TRY(people::exists(folder))) {
            if (account.roles != std::vector { policy::Role::Administrator }
                || !account.offices.empty())
                return Error { "the first account must be an administrator and nothing else" };
            TRY(people::create_first(std::move(folder), m_station.clock(), m_station.policy(),
                account.name, account.person, request.password()));
        } else {
            auto known = TRY(open());
            auto administrator
                = TRY(told(*known, known->authenticate(proof_in(credentials)), credentials));
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

static json to_json(
    const people::Register::Known& known, const policy::Policy& policy, const std::string& today)
{
    static constexpr const char* factors[] { "none", "begun", "totp" };
    const auto& account = known.account;
    const auto& details = account.details;
    auto holds = people::check_day(policy, account, today);
    return { { "account", account.name }, { "person", account.person },
        { "roles", words_of(account.roles) }, { "offices", account.offices },
        { "powers", words_of(policy::powers_of(policy.offices, account.roles, account.offices)) },
        { "locked", account.state == people::Account::State::Locked },
        { "wait_seconds", known.wait.count() },
        { "not_today", holds ? json(nullptr) : json(holds.error().message) },
        { "second_factor", factors[static_cast<std::size_t>(known.second_factor)] },
        { "last_login", time_or_null(known.last_login) }, { "section", details.section },
        { "from", details.from }, { "until", details.until }, { "trained", details.trained },
        { "company", details.company }, { "contract", details.contract },
        { "responsible", details.responsible }, { "contract_until", details.contract_until } };
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
    return change(credentials, "roles", request.name(),
        [&](people::Register& known, const people::Principal& by) {
            return known.set_roles(by, request.name(), roles.value(), offices.value());
        });
}

std::optional<Reply> People::serve(const api::Request& request, Caller caller)
{
    using people::Principal, people::Register;
    const auto& who = request.who();
    switch (request.what_case()) {
    case api::Request::kLogin: return login(who, caller);
    case api::Request::kLogout: return logout(who, caller);
    case api::Request::kEnrolSecondFactor: return enrol(who, request.enrol_second_factor().code());
    case api::Request::kListAccounts: return list();
    case api::Request::kAddAccount: return add(who, request.add_account());
    case api::Request::kSetRoles: return set_roles(who, request.set_roles());
    case api::Request::kSetDetails:
        return change(who, "details", request.set_details().name(),
            [&](Register& known, const Principal& by) {
                const auto& wanted = request.set_details();
                return known.set_details(by, wanted.name(), details_in(wanted.details()));
            });
    case api::Request::kLockAccount:
        return change(
            who, "lock", request.lock_account().name(), [&](Register& known, const Principal& by) {
                return known.lock(by, request.lock_account().name());
            });
    case api::Request::kUnlockAccount:
        return change(who, "unlock", request.unlock_account().name(),
            [&](Register& known, const Principal& by) {
                return known.unlock(by, request.unlock_account().name());
            });
    case api::Request::kSetPassword:
        return change(who, "password", request.set_password().name(),
            [&](Register& known, const Principal& by) {
                const auto& wanted = request.set_password();
                return known.set_password(by, wanted.name(), wanted.password());
            });
    case api::Request::kResetSecondFactor:
        return change(who, "reset-second-factor", request.reset_second_factor().name(),
            [&](Register& known, const Principal& by) {
                return known.reset_second_factor(by, request.reset_second_factor().name());
            });
    default: return serve_grants(request);
    }
}

}
