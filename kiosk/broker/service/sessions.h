// SPDX-License-Identifier: MIT
// Who has logged in and may go on asking without a password: in memory alone, so that a restart
// ends all. A token counts only for the user of the machine that got it.
#pragma once

#include "kiosk/core/base/clock.h"
#include "kiosk/core/base/sha256.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace broker {

class Sessions {
public:
    Sessions(const base::Clock& clock, std::chrono::seconds idle)
        : m_clock(clock)
        , m_idle(idle)
    {
    }

    void set_idle(std::chrono::seconds idle) { m_idle = idle; } // Where the policy has changed.

    // A new token, 64 hexadecimal digits. The account's session before ends: one for each. It lasts
    // no longer than `holds` says yes.
    using Holds = std::function<bool()>;
    std::string begin(
        const std::string& account, uid_t, Holds holds = [] { return true; });
    // A request that takes its time: nobody is idle while it is served. Each begun one must end.
    void begin_use(std::string_view token, uid_t);
    void end_use(std::string_view token, uid_t);
    // Ends the session if what it rests on is gone, and gives whose it was; else nothing.
    std::optional<std::string> end_if_lost(std::string_view token, uid_t);
    // Of what happened since, nothing counts as use.
    bool is_there(std::string_view token, uid_t);
    // The account; the idle time begins anew.
    Result<std::string> account_of(std::string_view token, uid_t);
    void end_of(const std::string& account);

private:
    struct Session {
        base::Digest token {}; // Its SHA-256: comparing it tells nothing of the token.
        uid_t user { 0 };
        std::chrono::nanoseconds last {};
        unsigned uses { 0 }; // Requests that are being served.
        Holds holds {};
    };
    void end_idle();
    std::map<std::string, Session>::iterator find(std::string_view token, uid_t);

    const base::Clock& m_clock;
    std::chrono::seconds m_idle;
    std::map<std::string, Session> m_sessions; // By account.
};

}
