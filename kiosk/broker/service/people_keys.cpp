// SPDX-License-Identifier: MIT
// Security keys: touched for one request, enrolled, and pulled out.
#include "kiosk/broker/service/people.h"

#include "kiosk/broker/service/telling.h"
#include "kiosk/core/base/text.h"

#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <sys/random.h>

namespace broker {

static std::string chance()
{
    std::array<std::uint8_t, 32> bytes {};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        std::abort(); // Our own machine is broken.
    return base::to_hex(bytes);
}

static const char* stage_of(SecurityKeys::Step step)
{
    switch (step) {
    case SecurityKeys::Step::PlugIn: return "security-key-plug-in";
    case SecurityKeys::Step::PlugInNew: return "security-key-new";
    case SecurityKeys::Step::Touch: return "security-key-touch";
    case SecurityKeys::Step::TouchAgain: return "security-key-again";
    }
    return "";
}

// A touch is for whoever still waits for it.
class Wanted {
public:
    Wanted(const std::stop_token& stop, const std::stop_token& gone)
        : m_stop(stop, [this] { m_over.request_stop(); })
        , m_gone(gone, [this] { m_over.request_stop(); })
    {
    }
    std::stop_token over() const { return m_over.get_token(); }

private:
    std::stop_source m_over;
    std::stop_callback<std::function<void()>> m_stop;
    std::stop_callback<std::function<void()>> m_gone;
};

static void tell(const Emit& emit, const char* stage)
{
    api::Event event;
    event.mutable_progress()->set_stage(stage);
    event.mutable_progress()->set_seconds_left(-1);
    emit(event);
}

static SecurityKeys::Desk desk_at(const Emit& emit, const std::stop_token& stop, bool* asked = {})
{
    auto tell_step = [&emit, asked](SecurityKeys::Step step) {
        if (asked)
            *asked |= step == SecurityKeys::Step::Touch;
        tell(emit, stage_of(step));
    };
    return { tell_step, stop };
}

// What a key signs: this one moment, all that is asked but who asks it, and for whom.
base::Digest People::challenge_for(const api::Request& request) const
{
    auto what = request;
    what.clear_who();
    auto text = "sekisho security key 1\n" + chance() + "\n" + std::to_string(m_station.now())
        + "\n" + base::to_hex(base::sha256(base::view_of(what.SerializeAsString()))) + "\n"
        + request.who().account();
    return base::sha256(base::view_of(text));
}

// Before the password is looked at: a touch asked for would else tell that it was right. Who has no
// key goes on without a touch, to the one answer that all wrong proofs get.
Result<void> People::touch(
    api::Request& request, const Caller& caller, const Emit& emit, const std::stop_token& stop)
{
    auto& who = *request.mutable_who();
    if (!who.security_key())
        return {};
    who.clear_code();
    std::unique_lock lock(m_mutex);
    auto known = TRY(open())->keys_of(who.account());
    lock.unlock();
    if (known.empty())
        return {};
    Wanted wanted(stop, caller.gone);
    bool asked = false;
    auto touched = m_security_keys.touch(
        challenge_for(request), people::ids_of(known), desk_at(emit, wanted.over(), &asked));
    if (!touched) {
        const auto& message = touched.error().message;
        // What no key was asked for is no try: whoever can connect could fill the ledger with it.
        if (asked && !wanted.over().stop_requested())
            TRY(m_station.record({ { "type", "login_fail" }, { "account", who.account() },
                { "reason", message.substr(0, message.find('\n')) } }));
        return touched.error();
    }
    tell(emit, "touched"); // What is asked may take long yet, and can no longer be called off.
    auto& touch = touched.value().touch;
    for (const auto& key : known)
        if (key.id == touch.key)
            touch.counter_then = key.counter;
    who.set_code(chance());
    lock.lock();
    m_touches[who.code()] = { std::move(touched.value().touch), touched.value().node };
    return {};
}

void People::forget_touch(const api::Credentials& credentials)
{
    std::lock_guard lock(m_mutex);
    if (credentials.security_key())
        m_touches.erase(credentials.code());
}

people::Proof People::proof_in(const api::Credentials& credentials)
{
    people::Proof proof { credentials.account(), credentials.password(), credentials.code() };
    auto found = m_touches.find(credentials.code());
    if (credentials.security_key() && found != m_touches.end()) {
        proof.code = {};
        proof.touch = std::exchange(found->second.touch, std::nullopt);
    }
    return proof;
}

SecurityKeys::Node People::touched_node(const api::Credentials& credentials) const
{
    auto found = m_touches.find(credentials.code());
    return credentials.security_key() && found != m_touches.end() ? found->second.node : nullptr;
}

Reply People::enrol_key(const api::Request& request, const Caller& caller, const Emit& emit,
    const std::stop_token& stop)
{
    const auto& credentials = request.who();
    auto done = [&]() -> Result<Reply> {
        TRY(people::check_key_name(request.enrol_security_key().name()));
        std::unique_lock lock(m_mutex);
        auto known = TRY(open());
        auto allowed = TRY(told(*known, known->may_enrol_key(proof_in(credentials)), credentials));
        const auto& who = allowed.who;
        auto there = people::ids_of(known->keys_of(who.account));
        known.reset();
        lock.unlock();
        Wanted wanted(stop, caller.gone);
        auto made = TRY(m_security_keys.enrol(base::sha256(base::view_of(who.account)),
            challenge_for(request), there, desk_at(emit, wanted.over())));
        tell(emit, "touched");
        made.key.name = request.enrol_security_key().name();
        lock.lock();
        Telling telling(m_station,
            { { "type", "account_change" }, { "change", "enrol" }, { "account", who.account },
                { "second_factor", "security-key" },
                { "security_key", base::cut(base::escaped(made.key.name), 100) },
                { "by", who.account } });
        known = TRY(open());
        known->tell_first([&] { return telling.begin(); });
        TRY(telling.end(known->add_key(allowed, made.key, made.first)));
        return Reply { Outcomes::Done,
            "the security key counts from now on\nセキュリティキーを登録しました。", "", "" };
    }();
    return done ? done.take() : held(done.error());
}

Result<void> People::end_where_key_is_gone(
    const api::Credentials& credentials, const Caller& caller)
{
    auto account = m_sessions.end_if_lost(credentials.session(), caller.user);
    if (!account)
        return {};
    TRY(m_station.record({ { "type", "logout" }, { "account", *account },
        { "reason", "the security key was taken out" } }));
    return Error { "the security key was taken out, so the session is over\n"
                   "セキュリティキーが抜かれたため、セッションを終了しました。" };
}

Result<void> People::check_session(const api::Request& request, const Caller& caller)
{
    const auto& credentials = request.who();
    std::lock_guard lock(m_mutex);
    TRY(end_where_key_is_gone(credentials, caller));
    if (request.check_session().somebody_is_there())
        static_cast<void>(m_sessions.account_of(credentials.session(), caller.user));
    if (!m_sessions.is_there(credentials.session(), caller.user))
        return Error { "the session is over; please log in again\n"
                       "セッションが終了しました。もう一度ログインしてください。" };
    return {};
}

}
