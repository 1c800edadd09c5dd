// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/people.h"

#include "kiosk/broker/service/telling.h"
#include "kiosk/core/base/text.h"
#include "kiosk/people/totp.h"

#include <algorithm>
#include <fcntl.h>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

Result<base::Descriptor> People::folder() const
{
    base::Descriptor folder(
        ::open(m_station.folder("people").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return base::system_error("people");
    return folder;
}

Result<std::unique_ptr<people::Register>> People::open()
{
    auto place = TRY(folder());
    if (!TRY(people::exists(place)))
        return Error { "there are no accounts yet; begin with `sekisho account add NAME --role "
                       "administrator`" };
    return people::Register::open(std::move(place), m_station.clock(), m_station.policy());
}

Result<void> People::none()
{
    std::lock_guard lock(m_mutex);
    if (TRY(people::exists(TRY(folder()))))
        return Error { "this station has accounts, so somebody submits and somebody else approves; "
                       "please use `sekisho submit`" };
    return {};
}

bool People::are_there()
{
    std::lock_guard lock(m_mutex);
    auto place = folder();
    auto found = place ? people::exists(place.value()) : Result<bool>(place.error());
    return !found || found.value();
}

// What is no account may be a password in the wrong place, and the ledger forgets nothing. A key
// that was barred takes the account's session with it.
Result<void> People::tell_failure(
    people::Register& known, const Error& error, const api::Credentials& credentials)
{
    auto barred = known.take_barred();
    if (barred)
        m_sessions.end_of(barred->account);
    auto accounts = known.list();
    bool is_known = std::ranges::any_of(
        accounts, [&](const auto& one) { return one.account.name == credentials.account(); });
    TRY(m_station.record(
        { { "type", "login_fail" }, { "account", is_known ? credentials.account() : "unknown" },
            { "reason", error.message.substr(0, error.message.find('\n')) } }));
    if (barred)
        TRY(m_station.record({ { "type", "account_change" }, { "change", "bar-security-key" },
            { "account", barred->account },
            { "security_key", base::cut(base::escaped(barred->key), 100) },
            { "by", "the station" } }));
    return {};
}

Result<void> People::begin_request(const api::Credentials& credentials, const Caller& caller)
{
    if (credentials.session().empty())
        return {};
    std::lock_guard lock(m_mutex);
    TRY(end_where_key_is_gone(credentials, caller));
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

void People::end_request(const api::Credentials& credentials, const Caller& caller)
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

Result<policy::Actor> People::present(const api::Credentials& credentials, const Caller& caller)
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

json words_of(const std::vector<policy::Role>& roles)
{
    auto words = json::array();
    for (auto role : roles)
        words.push_back(policy::word(role));
    return words;
}

json time_or_null(std::int64_t seconds)
{
    using Time = std::chrono::system_clock::time_point;
    return seconds == 0 ? json(nullptr)
                        : json(base::to_utc_text(Time(std::chrono::seconds(seconds))));
}

Reply People::login(const api::Credentials& credentials, const Caller& caller)
{
    std::lock_guard lock(m_mutex);
    auto done = [&]() -> Result<Reply> {
        auto known = TRY(open());
        auto in = TRY(told(*known, known->log_in(proof_in(credentials)), credentials));
        auto key = touched_node(credentials);
        json entry { { "type", "login_ok" }, { "account", in.who.account },
            { "person", in.who.person } };
        if (key)
            entry["second_factor"] = "security-key";
        TRY(m_station.record(entry));
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
        told["session"] = key
            ? m_sessions.begin(in.who.account, caller.user, [key] { return !is_gone(*key); })
            : m_sessions.begin(in.who.account, caller.user);
        told["ends_with_key"] = bool(key);
        told["idle_seconds"] = m_station.policy().people.session_idle.count();
        return Reply { Outcomes::Done, "", told.dump(), "" };
    }();
    return done ? done.take() : held(done.error());
}

Reply People::logout(const api::Credentials& credentials, const Caller& caller)
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
        Telling telling(m_station,
            { { "type", "account_change" }, { "change", "enrol" },
                { "account", credentials.account() }, { "second_factor", "totp" },
                { "by", credentials.account() } });
        known->tell_first([&] { return telling.begin(); });
        TRY(telling.end(told(*known, known->confirm_enrolment(proof, code), credentials)));
        return Reply { Outcomes::Done,
            "the second factor counts from now on\n二要素目の認証を登録しました。", "", "" };
    }();
    return done ? done.take() : held(done.error());
}

std::optional<Reply> People::serve(const api::Request& request, const Caller& caller,
    const Emit& emit, const std::stop_token& stop)
{
    using people::Principal, people::Register;
    const auto& who = request.who();
    switch (request.what_case()) {
    case api::Request::kLogin: return login(who, caller);
    case api::Request::kLogout: return logout(who, caller);
    case api::Request::kEnrolSecondFactor: return enrol(who, request.enrol_second_factor().code());
    case api::Request::kEnrolSecurityKey: return enrol_key(request, caller, emit, stop);
    case api::Request::kListAccounts: return list();
    case api::Request::kAddAccount: return add(who, request.add_account());
    case api::Request::kSetRoles: return set_roles(who, request.set_roles());
    case api::Request::kSetDetails:
        return change(who, "details", request.set_details().name(),
            told_of(details_in(request.set_details().details())),
            [&](Register& known, const Principal& by) {
                const auto& wanted = request.set_details();
                return known.set_details(by, wanted.name(), details_in(wanted.details()));
            });
    case api::Request::kLockAccount:
        return change(who, "lock", request.lock_account().name(), json::object(),
            [&](Register& known, const Principal& by) {
                return known.lock(by, request.lock_account().name());
            });
    case api::Request::kUnlockAccount:
        return change(who, "unlock", request.unlock_account().name(), json::object(),
            [&](Register& known, const Principal& by) {
                return known.unlock(by, request.unlock_account().name());
            });
    case api::Request::kSetPassword:
        return change(who, "password", request.set_password().name(), json::object(),
            [&](Register& known, const Principal& by) {
                const auto& wanted = request.set_password();
                return known.set_password(by, wanted.name(), wanted.password());
            });
    case api::Request::kResetSecondFactor:
        return change(who, "reset-second-factor", request.reset_second_factor().name(),
            json::object(), [&](Register& known, const Principal& by) {
                return known.reset_second_factor(by, request.reset_second_factor().name());
            });
    default: return serve_grants(request);
    }
}

}
