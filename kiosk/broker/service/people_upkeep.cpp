// SPDX-License-Identifier: MIT
// Accounts where the station itself is looked after: a copy of them, and another policy.
#include "kiosk/broker/service/people.h"

#include "kiosk/people/store.h"

#include <fcntl.h>

namespace broker {

Result<void> People::copy_accounts(const base::Descriptor& folder)
{
    std::lock_guard lock(m_mutex);
    base::Descriptor ours(
        ::open(m_station.folder("people").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!ours)
        return base::system_error("people");
    if (!TRY(people::exists(ours)))
        return {};
    auto entries = TRY(people::load(ours));
    for (auto& entry : entries)
        entry.second_factor.reset();
    return people::save(folder, entries);
}

void People::policy_changed()
{
    std::lock_guard lock(m_mutex);
    m_sessions.set_idle(m_station.policy().people.session_idle);
}

}
