// SPDX-License-Identifier: MIT
// A transfer between its halves: somebody else says yes or no to what was carried.
#include "kiosk/broker/service/service.h"

#include "kiosk/core/base/text.h"

#include <nlohmann/json.hpp>

namespace broker {

Reply Service::approve(const api::Credentials& credentials, const api::Approve& request)
{
    auto actor = m_people.prove(credentials);
    if (!actor)
        return held(actor.error());
    std::lock_guard lock(m_records);
    auto done = [&]() -> Result<std::string> {
        auto stored = TRY(m_transfers.load(request.transfer()));
        auto seen = request.manifest_sha256().empty() ? stored.record.manifest
                                                      : request.manifest_sha256();
        auto transfer = TRY(policy::Transfer::restore(stored.record));
        auto state = TRY(transfer.approve(m_station.policy(), actor.value(), seen));
        stored.trail.approvals.push_back(TRY(m_station.record({ { "type", "approval" },
            { "transfer", stored.record.id }, { "approver", actor.value().account },
            { "approver_person", actor.value().person }, { "manifest_sha256", seen } })));
        TRY(settle(stored, transfer));
        return std::string(policy::word(state));
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "the transfer is now " + done.value(), "", "" };
}

Reply Service::reject(const api::Request& asked, Caller caller)
{
    const auto& request = asked.reject();
    auto actor = m_people.present(asked.who(), caller);
    if (!actor)
        return held(actor.error());
    std::lock_guard lock(m_records);
    auto done = [&]() -> Result<void> {
        auto stored = TRY(m_transfers.load(request.transfer()));
        auto transfer = TRY(policy::Transfer::restore(stored.record));
        TRY(transfer.reject(actor.value(), request.reason()));
        TRY(m_station.record({ { "type", "rejection" }, { "transfer", stored.record.id },
            { "approver", actor.value().account },
            { "reason", base::escaped(request.reason()).substr(0, 1000) } }));
        return settle(stored, transfer);
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "the transfer is rejected", "", "" };
}

}
