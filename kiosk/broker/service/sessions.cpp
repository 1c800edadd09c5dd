// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/sessions.h"

#include <algorithm>
#include <cstdlib>
#include <sys/random.h>

namespace broker {

std::string Sessions::begin(const std::string& account, uid_t user)
{
    std::array<std::uint8_t, 32> chance {};
    if (getrandom(chance.data(), chance.size(), 0) != static_cast<ssize_t>(chance.size()))
        std::abort(); // No chance, no tokens: our own machine is broken.
    auto token = base::to_hex(chance);
    m_sessions[account] = { base::sha256(base::view_of(token)), user, m_clock.monotonic() };
    return token;
}

Result<std::string> Sessions::account_of(std::string_view token, uid_t user)
{
    auto now = m_clock.monotonic();
    std::erase_if(m_sessions, [&](const auto& one) { return now - one.second.last > m_idle; });
    auto digest = base::sha256(base::view_of(token));
    auto found = std::ranges::find_if(m_sessions,
        [&](const auto& one) { return one.second.token == digest && one.second.user == user; });
    if (found == m_sessions.end())
        return Error { "the session is over; please log in again\n"
                       "セッションが終了しました。もう一度ログインしてください。" };
    found->second.last = now;
    return found->first;
}

void Sessions::end_of(const std::string& account)
{
    m_sessions.erase(account);
}

}
