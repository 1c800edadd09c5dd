// SPDX-License-Identifier: MIT
// Accounts where the station itself is looked after: a copy of them, and another policy.
#include "kiosk/broker/service/people.h"

#include "kiosk/people/store.h"

namespace broker {

Result<void> People::copy_accounts(const base::Descriptor& copy)
{
    std::lock_guard lock(m_mutex);
    auto ours = TRY(folder());
    if (!TRY(people::exists(ours)))
        return {};
    auto entries = TRY(people::load(ours));
    for (auto& entry : entries) {
        entry.second_factor.reset();
        entry.keys.clear();
    }
    return people::save(copy, entries);
}

void People::policy_changed()
{
    std::lock_guard lock(m_mutex);
    m_sessions.set_idle(m_station.policy().people.session_idle);
}

}
