// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/sessions.h"

#include <algorithm>
#include <cstdlib>
#include <sys/random.h>

namespace broker {

std::string Sessions::begin(const std::string& account, uid_t user, Holds holds)
{
    std::array<std::uint8_t, 32> chance {};
    if (getrandom(chance.data(), chance.size(), 0) != static_cast<ssize_t>(chance.size()))
        std::abort(); // No chance, no tokens: our own machine is broken.
    auto token = base::to_hex(chance);
    m_sessions[account]
        = { base::sha256(base::view_of(token)), user, m_clock.monotonic(), 0, std::move(holds) };
    return token;
}

std::map<std::string, Sessions::Session>::iterator Sessions::find(
    std::string_view token, uid_t user)
{
    auto digest = base::sha256(base::view_of(token));
    return std::ranges::find_if(m_sessions,
        [&](const auto& one) { return one.second.token == digest && one.second.user == user; });
}

void Sessions::begin_use(std::string_view token, uid_t user)
{
    if (auto found = find(token, user); found != m_sessions.end())
        ++found->second.uses;
}

// Ended meanwhile, there is nothing to do; begun anew, it has another token.
void Sessions::end_use(std::string_view token, uid_t user)
{
    auto found = find(token, user);
    if (found == m_sessions.end() || found->second.uses == 0)
        return;
    --found->second.uses;
    found->second.last = m_clock.monotonic();
}

void Sessions::end_idle()
{
    auto now = m_clock.monotonic();
    std::erase_if(m_sessions,
        [&](const auto& one) { return one.second.uses == 0 && now - one.second.last > m_idle; });
}

std::optional<std::string> Sessions::end_if_lost(std::string_view token, uid_t user)
{
    auto found = find(token, user);
    if (found == m_sessions.end() || found->second.holds())
        return std::nullopt;
    auto account = found->first;
    m_sessions.erase(found);
    return account;
}

bool Sessions::is_there(std::string_view token, uid_t user)
{
    end_idle();
    return find(token, user) != m_sessions.end();
}

Result<std::string> Sessions::account_of(std::string_view token, uid_t user)
{
    end_idle();
    auto found = find(token, user);
    if (found == m_sessions.end() || !found->second.holds())
        return Error { "the session is over; please log in again\n"
                       "セッションが終了しました。もう一度ログインしてください。" };
    found->second.last = m_clock.monotonic();
    return found->first;
}

void Sessions::end_of(const std::string& account)
{
    m_sessions.erase(account);
}

}
