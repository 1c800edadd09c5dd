// SPDX-License-Identifier: MIT
// Who is there: accounts, sessions, and every change of an account in the ledger. No desk decides
// any of it.
#pragma once

#include "kiosk/broker/api/api.pb.h"
#include "kiosk/broker/ask/security_key.h"
#include "kiosk/broker/service/grants.h"
#include "kiosk/broker/service/reply.h"
#include "kiosk/broker/service/sessions.h"
#include "kiosk/broker/station/station.h"
#include "kiosk/people/register.h"

#include <mutex>
#include <optional>
#include <stop_token>

namespace broker {

struct Caller {
    uid_t user { 0 }; // Of the process at the other end, by the kernel's word.
    std::stop_token gone {}; // It has left.
};

class People {
public:
    explicit People(Station& station)
        : m_station(station)
        , m_sessions(station.clock(), station.policy().people.session_idle)
        , m_grants(station.folder("people"))
        , m_security_keys(station.places().programs, station.places().devices)
    {
    }

    // An Error where there are people: nothing is carried past them.
    Result<void> none();
    // Also where that cannot be told: who is the first is asked on a new station alone.
    bool are_there();

    // Nothing if no session is claimed. One that is over is an Error, whatever is asked. What holds
    // is in use until the request is served.
    Result<void> begin_request(const api::Credentials&, const Caller&);
    void end_request(const api::Credentials&, const Caller&);

    // Whether the session holds; nobody is less idle for having asked, but for being there.
    Result<void> check_session(const api::Request&, const Caller&);

    // Where the credentials want it, has a security key touched for this very request. What comes
    // of it takes the place of their code, and counts once, until `forget_touch`. Nothing else is
    // held meanwhile: it lasts as long as a person takes.
    Result<void> touch(api::Request&, const Caller&, const Emit&, const std::stop_token&);
    void forget_touch(const api::Credentials&);

    // Whoever shows their password (and code) in this very request: to approve, release or change.
    // As a deputy, with what they fill in the other's stead and nothing else.
    Result<policy::Actor> prove(const api::Credentials&);
    Result<policy::Actor> administrator(const api::Credentials&);
    Result<policy::Actor> still_administrator(const std::string& account);
    // Or holds a session.
    Result<policy::Actor> present(const api::Credentials&, const Caller&);

    // To look; what is taken along or signed is proved anew.
    Result<policy::Actor> auditor(const api::Credentials&, const Caller&);
    Result<policy::Actor> proven_auditor(const api::Credentials&);
    Result<policy::Actor> still_auditor(const std::string& account);

    // The same person as they are by now: whoever waited for the workers may have been locked
    // meanwhile.
    Result<policy::Actor> still(const std::string& account, const std::string& deputy_for = {});

    // Where they work, as their account says; empty if it does not.
    std::string section_of(const std::string& account);

    // What decisions rest on now: the policy, and what was granted besides.
    Result<policy::Ground> ground();

    // All accounts into another folder, without their second factors.
    Result<void> copy_accounts(const base::Descriptor& folder);

    // Another policy is in force: what was taken from it is taken anew.
    void policy_changed();

    // Answers what is asked of people and accounts, and nothing else.
    std::optional<Reply> serve(
        const api::Request&, const Caller&, const Emit&, const std::stop_token&);

private:
    Reply login(const api::Credentials&, const Caller&);
    Reply logout(const api::Credentials&, const Caller&);
    Reply enrol(const api::Credentials&, const std::string& code);
    Reply enrol_key(const api::Request&, const Caller&, const Emit&, const std::stop_token&);
    SecurityKeys::Node touched_node(const api::Credentials&) const;
    people::Proof proof_in(const api::Credentials&);
    base::Digest challenge_for(const api::Request&) const;
    Result<void> end_where_key_is_gone(const api::Credentials&, const Caller&);
    Reply add(const api::Credentials&, const api::AddAccount&);
    Reply list();
    Reply set_roles(const api::Credentials&, const api::SetRoles&);
    std::optional<Reply> serve_grants(const api::Request&);
    Result<policy::Grant> ask_grant(const api::Credentials&, const api::AskGrant&);
    Result<policy::Grant> accept_grant(const api::Credentials&, const std::string& id);
    Result<policy::Grant> withdraw_grant(const api::Credentials&, const api::WithdrawGrant&);
    Reply list_grants();
    Result<void> tell_grant(const char* change, const policy::Grant&, const policy::Actor& by,
        const std::string& reason);

    std::string today() const;
    Result<policy::Actor> as_deputy(
        people::Register&, const people::Principal& deputy, const std::string& absent);

    Result<base::Descriptor> folder() const;
    Result<void> tell_failure(people::Register&, const Error&, const api::Credentials&);
    // A failure stands in the ledger.
    template <typename Value>
    Result<Value> told(
        people::Register& known, Result<Value> answer, const api::Credentials& credentials)
    {
        if (!answer)
            TRY(tell_failure(known, answer.error(), credentials));
        return answer;
    }
    Result<std::unique_ptr<people::Register>> open();
    // One change by somebody who is there, with its entry in the ledger.
    Reply change(const api::Credentials&, const char* change, const std::string& name,
        const nlohmann::json& what,
        const std::function<Result<void>(people::Register&, const people::Principal&)>&);

    struct Touched {
        std::optional<people::Touch> touch; // Until it was looked at.
        SecurityKeys::Node node;
    };

    Station& m_station;
    Sessions m_sessions;
    Grants m_grants;
    SecurityKeys m_security_keys;
    std::map<std::string, Touched> m_touches; // By what stands for them in a request.
    std::mutex m_mutex;
};

people::Details details_in(const api::Details&);
nlohmann::json told_of(const people::Details&); // For the ledger: what it says, and no more.
nlohmann::json words_of(const std::vector<policy::Role>&);
nlohmann::json time_or_null(std::int64_t seconds);

}
